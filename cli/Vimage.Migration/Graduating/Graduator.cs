using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Editing;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Graduating;

/// <summary>Moves the marked fields of modules into state structs in the user's own files.</summary>
public static class Graduator
{
    /// <summary>Works all of it out and compiles the result. Nothing is written.</summary>
    /// <param name="codebase">The code base.</param>
    /// <param name="options">What to graduate.</param>
    /// <param name="cancellation">To stop.</param>
    /// <returns>What it comes to.</returns>
    /// <exception cref="MigrationException">There is no such module, or the result would not compile.</exception>
    public static GraduateResult Graduate(Codebase codebase, GraduateOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(codebase);
        ArgumentNullException.ThrowIfNull(options);
        options.OnProgress(new StepProgress("find variables", 0, 0));
        List<(string Name, string Reason)> left = [];
        List<ModuleMove> moves = [];
        foreach (MarkedFields module in ModulesOf(codebase, options.Module, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            (IReadOnlySet<MemberDeclarationSyntax> movable, IReadOnlyList<(string Name, string Reason)> stay) = MovableFields.Of(module, cancellation);
            left.AddRange(stay);
            if (movable.Count > 0)
            {
                moves.Add(ModuleMove.Of(module, movable));
            }
        }

        GraduationRecord record = GraduationRecord.Read(codebase.Root);
        while (true)
        {
            (FileChange[] files, GraduationRecord.Entry[] entries) = Apply(codebase, moves, cancellation);
            IReadOnlyList<Diagnostic> errors = Compile(codebase, files, options.OnProgress, cancellation);
            if (errors.Count == 0)
            {
                GraduatedModule[] modules = [.. moves.Select(static move => new GraduatedModule(move.Name, move.Variables))];
                return new GraduateResult(modules, left, files) { Record = new GraduationRecord([.. record.Entries, .. entries]) };
            }

            ModuleMove[] faulty = [.. moves.Where(move => errors.Any(move.IsNear))];
            if (faulty.Length == 0)
            {
                throw new MigrationException(MigrationExitCode.No, $"Nothing was changed: the result would not compile: {errors[0]}");
            }

            _ = moves.RemoveAll(faulty.Contains);
            left.AddRange(faulty.Select(move => (move.Name, $"would not compile: {errors.First(move.IsNear)}")));
        }
    }

    /// <summary>Works out how to put variables back where they were, and compiles the result. Nothing is written.</summary>
    /// <param name="codebase">The code base.</param>
    /// <param name="options">What to take back.</param>
    /// <param name="cancellation">To stop.</param>
    /// <returns>What it comes to.</returns>
    /// <exception cref="MigrationException">Nothing is recorded, or the result would not compile.</exception>
    public static GraduateResult Undo(Codebase codebase, GraduateOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(codebase);
        ArgumentNullException.ThrowIfNull(options);
        GraduationRecord record = GraduationRecord.Read(codebase.Root);
        GraduationRecord.Entry[] meant = [.. record.Entries.Where(entry => options.Module is null || GlobalName.Matches(entry.Module, options.Module))];
        if (meant.Length == 0)
        {
            throw new MigrationException(
                MigrationExitCode.BadInput,
                options.Module is null
                    ? $"There is nothing to take back: '{codebase.Show(Path.Combine(codebase.Root, GraduationRecord.FileName))}' is not there."
                    : $"There is nothing to take back of a module '{options.Module}'.");
        }

        Dictionary<string, SourceText> before = [];
        Dictionary<string, string> after = [];
        List<(string Name, string Reason)> left = [];
        foreach (GraduationRecord.Entry entry in meant.Reverse())
        {
            if (!TryTakeBack(codebase, entry, before, after, cancellation))
            {
                left.Add((entry.Module, "has a state struct that was changed since; take it back by hand"));
            }
        }

        meant = [.. meant.Where(entry => !left.Exists(each => each.Name == entry.Module))];
        FileChange[] files = [.. before.Where(file => after.ContainsKey(file.Key)).Select(file => new FileChange(
            file.Key, file.Value, file.Value.WithChanges(new TextChange(new TextSpan(0, file.Value.Length), after[file.Key]))))];
        IReadOnlyList<Diagnostic> errors = Compile(codebase, files, options.OnProgress, cancellation);
        return errors.Count == 0
            ? new GraduateResult([.. meant.Select(static entry => new GraduatedModule(entry.Module, 0))], left, files)
            {
                Record = new GraduationRecord([.. record.Entries.Except(meant)]),
            }
            : throw new MigrationException(MigrationExitCode.No, $"Nothing was changed: the result would not compile: {errors[0]}");
    }

    /// <summary>Writes the files of a result, all or none, and what is needed to take them back.</summary>
    /// <param name="codebase">The code base.</param>
    /// <param name="result">The result.</param>
    /// <param name="cancellation">To stop, until the first file is replaced.</param>
    /// <exception cref="MigrationException">A file or the record can't be written, or was changed; none has changed.</exception>
    public static void Commit(Codebase codebase, GraduateResult result, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(codebase);
        ArgumentNullException.ThrowIfNull(result);
        if (result.Files.Count > 0)
        {
            result.Record.Write(codebase.Root, () => FileTransaction.Commit(result.Files, cancellation));
        }
    }

    // All files of a module, or none.
    private static bool TryTakeBack(
        Codebase codebase,
        GraduationRecord.Entry entry,
        Dictionary<string, SourceText> before,
        Dictionary<string, string> after,
        CancellationToken cancellation)
    {
        Dictionary<string, string> changed = [];
        foreach ((string name, IReadOnlyList<ReversePatch.Hunk> hunks) in ReversePatch.Parse(entry.Diff))
        {
            string path = Path.GetFullPath(Path.Combine(codebase.Root, name));
            before.TryAdd(path, TextOf(codebase, path, cancellation));
            if (ReversePatch.Apply(after.GetValueOrDefault(path) ?? before[path].ToString(), hunks) is not { } text)
            {
                return false;
            }

            changed.Add(path, text);
        }

        foreach ((string path, string text) in changed)
        {
            after[path] = text;
        }

        return true;
    }

    private static MarkedFields[] ModulesOf(Codebase codebase, string? name, CancellationToken cancellation)
    {
        MarkedFields[] all =
        [
            .. StaticVariables.In(codebase, cancellation)
                .Where(static global => global.Symbol is IFieldSymbol && global.IsMarked)
                .GroupBy(static global => GlobalName.Of(global.Symbol.ContainingType), StringComparer.Ordinal)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => new MarkedFields(group.First().Symbol.ContainingType, [.. group])),
        ];
        if (name is null)
        {
            return all;
        }

        MarkedFields[] meant = [.. all.Where(module => module.IsNamed(name))];
        return meant.Length > 0 || StateStructVariables.In(codebase, cancellation).Any(variable => GlobalName.Matches(variable.Module, name))
            ? meant
            : throw new MigrationException(MigrationExitCode.BadInput, $"There is no module '{name}' with marked fields.");
    }

    private static (FileChange[] Files, GraduationRecord.Entry[] Entries) Apply(
        Codebase codebase, IReadOnlyList<ModuleMove> moves, CancellationToken cancellation)
    {
        Dictionary<string, SourceText> before = [];
        Dictionary<string, SourceText> now = [];
        Dictionary<string, List<TextChange>> done = [];
        List<GraduationRecord.Entry> entries = [];
        foreach (ModuleMove move in moves)
        {
            StringBuilder diff = new();
            foreach ((string file, IReadOnlyList<TextChange> changes) in move.Changes)
            {
                before.TryAdd(file, TextOf(codebase, file, cancellation));
                now.TryAdd(file, before[file]);
                done.TryAdd(file, []);
                TextChange[] shifted = [.. changes.Select(change => Shift(change, done[file]))];
                UnifiedDiff.Write(diff, codebase.Show(file), now[file], shifted);
                now[file] = now[file].WithChanges(shifted);
                done[file].AddRange(changes);
            }

            entries.Add(new GraduationRecord.Entry(move.Name, diff.ToString()));
        }

        // From the text as it was read in one step, so that the differences are those changes.
        return (
            [.. before.Select(file => new FileChange(file.Key, file.Value, file.Value.WithChanges(done[file.Key].OrderBy(static change => change.Span.Start))))],
            [.. entries]);
    }

    private static TextChange Shift(TextChange change, IEnumerable<TextChange> earlier)
    {
        int shift = earlier
            .Where(each => each.Span.Start < change.Span.Start)
            .Sum(static each => each.NewText!.Length - each.Span.Length);
        return new TextChange(new TextSpan(change.Span.Start + shift, change.Span.Length), change.NewText!);
    }

    private static IReadOnlyList<Diagnostic> Compile(
        Codebase codebase, IEnumerable<FileChange> files, Action<StepProgress> onProgress, CancellationToken cancellation)
    {
        onProgress(new StepProgress("compile the result", 0, 0));
        ChangedCodebase changed = new(codebase, files.ToDictionary(static file => file.Path, static file => file.After), cancellation);

        // What is a field in Globals is a property in Instance.
        return changed.FindNewErrors(
            usesViews: true, done => onProgress(new StepProgress("compile the result", done, changed.Projects.Count)), cancellation);
    }

    private static SourceText TextOf(Codebase codebase, string file, CancellationToken cancellation) =>
        codebase.Projects.FirstOrDefault(project => project.Files.ContainsKey(file))?.Files[file].GetText(cancellation)
        ?? throw new MigrationException(MigrationExitCode.BadInput, $"'{codebase.Show(file)}' is not part of the code base any more. Nothing was changed.");
}
