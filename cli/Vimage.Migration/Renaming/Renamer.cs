using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Editing;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Renaming;

/// <summary>Turns listed statics into virtualized ones: marks them, makes their types partial, rewrites every use.</summary>
public static class Renamer
{
    /// <summary>Works out the whole rename and compiles its result. Nothing is written.</summary>
    /// <param name="codebase">The code base.</param>
    /// <param name="list">The globals.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">To stop.</param>
    /// <returns>What it comes to.</returns>
    /// <exception cref="MigrationException">The list names something that is not there or is ambiguous.</exception>
    public static RenameResult Rename(Codebase codebase, GlobalsList list, RenameOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(codebase);
        ArgumentNullException.ThrowIfNull(options);
        options.OnStep("resolve");
        Dictionary<GlobalKey, GlobalVariable> globals =
            GlobalResolver.Resolve(codebase, list, cancellation).ToDictionary(static global => global.Key);
        RenameResult result = Rename(codebase, globals, options, cancellation, out IReadOnlySet<GlobalKey> faulty);
        List<GlobalVariable> skipped = [];
        while (!result.IsSound && options.OnError == OnError.Skip && faulty.Count > 0)
        {
            skipped.AddRange(faulty.Select(key => globals[key]));
            foreach (GlobalKey key in faulty)
            {
                globals.Remove(key);
            }

            result = Rename(codebase, globals, options, cancellation, out faulty);
        }

        return result with { Skipped = skipped };
    }

    /// <summary>Writes the files of a result, all or none.</summary>
    /// <param name="result">A sound result.</param>
    /// <param name="cancellation">To stop, until the first file is replaced.</param>
    /// <exception cref="MigrationException">A file can't be written, or was changed; none has changed.</exception>
    public static void Commit(RenameResult result, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(result);
        FileTransaction.Commit(result.Files, cancellation);
    }

    private static RenameResult Rename(
        Codebase codebase,
        Dictionary<GlobalKey, GlobalVariable> globals,
        RenameOptions options,
        CancellationToken cancellation,
        out IReadOnlySet<GlobalKey> faulty)
    {
        options.OnStep("find uses");
        UseFinder finder = new(globals, options.Jobs);
        List<(CodebaseProject Project, UsesOfProject Uses)> found =
            [.. codebase.Projects.Select(project => (project, finder.Find(project, cancellation)))];
        HashSet<GlobalKey> byRef =
        [
            .. found.SelectMany(static each => each.Uses.Uses)
                .Where(static use => use.Needs.HasFlag(UseNeeds.Address))
                .Select(static use => use.Global),
        ];

        options.OnStep("edit");
        EditSet edits = new();
        UseEdits uses = new(byRef, options.Prefix, edits);
        DisabledEdits disabledEdits = new(globals, options.Prefix, edits);
        DeclarationEdits declarations = new(globals, byRef, edits);
        List<DisabledUse> disabled = [];
        foreach ((CodebaseProject project, UsesOfProject each) in found)
        {
            uses.Edit(each.Uses);
            disabled.AddRange(disabledEdits.Edit(each.Disabled, project.Compilation));
        }

        int useCount = edits.Count - disabled.Count(static each => each.IsRenamed);
        EditDeclarations(codebase, globals, declarations);
        List<HandEdit> handEdits = [.. uses.HandEdits];
        List<(string Path, SourceText Before, SourceText After)> files = Apply(codebase, edits, uses.AwaitedWrites, handEdits);

        options.OnStep("compile the result");
        IReadOnlyList<Diagnostic> errors = Verifier.NewErrors(
            codebase, files.ToDictionary(static file => file.Path, static file => file.After), cancellation);
        faulty = FaultyGlobals(errors, globals);
        return new RenameResult(
            [.. globals.Values.OrderBy(static global => global.Name, StringComparer.Ordinal)],
            byRef,
            useCount,
            files,
            handEdits,
            [.. disabled.Distinct()],
            [.. errors.Select(static error => error.ToString())],
            []);
    }

    private static void EditDeclarations(Codebase codebase, Dictionary<GlobalKey, GlobalVariable> globals, DeclarationEdits declarations)
    {
        HashSet<string> files = [.. globals.Keys.Select(static key => key.FilePath)];
        foreach (CodebaseProject project in codebase.Projects)
        {
            foreach (string file in files.Where(project.Files.ContainsKey).ToArray())
            {
                declarations.Edit(project.Files[file], HasVimageNamespace(project, project.Files[file]));
                files.Remove(file);
            }
        }
    }

    private static bool HasVimageNamespace(CodebaseProject project, SyntaxTree tree)
    {
        SemanticModel model = project.Compilation.GetSemanticModel(tree);
        int position = tree.GetCompilationUnitRoot().Members[0].SpanStart;
        return model.LookupNamespacesAndTypes(position, name: nameof(VirtualizedAttribute)).Length > 0;
    }

    private static List<(string Path, SourceText Before, SourceText After)> Apply(
        Codebase codebase, EditSet edits, IReadOnlyCollection<(string FilePath, int Position)> awaitedWrites, List<HandEdit> handEdits)
    {
        List<(string Path, SourceText Before, SourceText After)> files = [];
        foreach (string file in edits.Files)
        {
            SyntaxTree tree = codebase.Projects.First(project => project.Files.ContainsKey(file)).Files[file];
            SourceText before = tree.GetText();
            SourceText after = before.WithChanges(edits.ChangesOf(file));
            List<int> positions = [.. awaitedWrites.Where(write => write.FilePath == file).Select(write => edits.Map(file, write.Position))];
            files.Add((file, before, positions.Count == 0 ? after : HoistAwaits(after, tree, positions, handEdits)));
        }

        return files;
    }

    private static SourceText HoistAwaits(SourceText text, SyntaxTree tree, List<int> positions, List<HandEdit> handEdits)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath).GetRoot();
        List<TextChange> changes = [];
        foreach (SyntaxToken name in positions.Select(position => root.FindToken(position)))
        {
            if (AwaitHoist.ChangeOf(name) is { } change)
            {
                changes.Add(change);
            }
            else
            {
                handEdits.Add(HandEdit.At(name, "is assigned an awaited value inside a larger expression; await into a local before"));
            }
        }

        return text.WithChanges(changes.Distinct().OrderBy(static change => change.Span.Start));
    }

    // Whose fault an error is: of the globals whose accessors are named on its line.
    private static HashSet<GlobalKey> FaultyGlobals(IReadOnlyList<Diagnostic> errors, Dictionary<GlobalKey, GlobalVariable> globals)
    {
        HashSet<GlobalKey> faulty = [];
        foreach (Diagnostic error in errors)
        {
            if (error.Location.SourceTree is not { } tree)
            {
                continue;
            }

            SourceText text = tree.GetText();
            string line = text.Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString();
            faulty.UnionWith(globals
                .Where(global => line.Contains(global.Value.Symbol.Name, StringComparison.Ordinal))
                .Select(static global => global.Key));
        }

        return faulty;
    }
}
