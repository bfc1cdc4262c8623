using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Editing;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming.Disabled;
using Vimage.Migration.Renaming.Edits;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Renaming;

/// <summary>One try at renaming some globals: find, edit, compile.</summary>
internal sealed class RenamePass(Codebase codebase, GlobalSet globals, RenameOptions options, CancellationToken cancellation)
{
    private readonly EditSet _edits = new();

    internal RenameAttempt Run()
    {
        options.OnProgress(new StepProgress("find uses", 0, codebase.Projects.Count));
        AccessorNames accessors = new(codebase, globals.All.Select(static global => global.Symbol.Name), options.Prefix);
        FoundUses found = FoundUses.Find(codebase, globals, accessors, options, cancellation);
        HashSet<GlobalKey> byRef = [.. found.Needing(UseNeeds.Address).Where(key => !globals[key].KeepsItsName)];
        HashSet<GlobalKey> writable = [.. found.Needing(UseNeeds.ConstructorWrite)];

        options.OnProgress(new StepProgress("edit", 0, 0));
        UseEdits uses = new(byRef, accessors, _edits);
        foreach (Use use in found.Uses)
        {
            uses.Edit(use, isDisabled: false);
        }

        foreach (Use use in found.Disabled.SelectMany(static each => each.Uses))
        {
            uses.Edit(use, isDisabled: true);
        }

        EditDeclarations(new DeclarationEdits(byRef, writable, _edits), found);
        FileChange[] files = [.. _edits.Files.Select(file => Apply(file, uses.AwaitedWrites))];
        (IReadOnlyList<string> errors, IReadOnlyCollection<GlobalVariable> faulty) = Verify(files, accessors);
        RenameResult result = new(
            [.. globals.All.OrderBy(static global => global.Name, StringComparer.Ordinal)],
            byRef,
            writable,
            uses.Rewritten.Count,
            files,
            [.. found.HandEdits, .. uses.HandEdits, .. VolatileByRef(byRef)],
            [.. found.Disabled.SelectMany(each => Report(each, uses))],
            errors,
            Skipped: []);
        return new RenameAttempt(result, faulty);
    }

    private void EditDeclarations(DeclarationEdits edits, FoundUses found)
    {
        foreach (IGrouping<string, GlobalVariable> file in globals.All.GroupBy(static global => global.Key.FilePath))
        {
            CodebaseProject project = file.First().Project;
            MarkSpelling spelling = new(project.Files[file.Key], file.First().Key.Position, project);
            edits.Edit(DeclarationsIn(file), spelling);
            edits.Edit(
                found.Disabled.SelectMany(static each => each.Declarations).Where(each => each.Tree.FilePath == file.Key), spelling);
        }

        foreach (TypeDeclarationSyntax type in found.Disabled.SelectMany(static each => each.Types))
        {
            edits.MakePartial(type);
        }
    }

    private static IEnumerable<GlobalDeclaration> DeclarationsIn(IEnumerable<GlobalVariable> globals) =>
        globals.Select(static global => new GlobalDeclaration(global.Key, global.Project.Files[global.Key.FilePath], global.Key.Position));

    private FileChange Apply(string file, IReadOnlyCollection<(string FilePath, int Position)> awaitedWrites)
    {
        SyntaxTree tree = codebase.Projects.First(project => project.Files.ContainsKey(file)).Files[file];
        SourceText before = tree.GetText(cancellation);
        SourceText after = before.WithChanges(_edits.ChangesOf(file));
        int[] positions = [.. awaitedWrites.Where(write => write.FilePath == file).Select(write => _edits.Map(file, write.Position))];
        if (positions.Length > 0)
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(after, (CSharpParseOptions)tree.Options, file, cancellation).GetRoot(cancellation);
            IEnumerable<TextChange> hoists = AwaitHoist.ChangesOf(positions.Select(position => root.FindToken(position)));
            after = after.WithChanges(hoists.OrderBy(static change => change.Span.Start));
        }

        return new FileChange(file, before, after);
    }

    private (IReadOnlyList<string> Errors, IReadOnlyCollection<GlobalVariable> Faulty) Verify(FileChange[] files, AccessorNames accessors)
    {
        ChangedCodebase changed = new(codebase, files.ToDictionary(static file => file.Path, static file => file.After), cancellation);
        IReadOnlyList<Diagnostic> errors = changed.FindNewErrors(
            usesViews: false,
            done => options.OnProgress(new StepProgress("compile the result", done, changed.Projects.Count)),
            cancellation);
        (GlobalVariable Global, string Message)[] captured = [.. new CapturedNames(globals, accessors, _edits).Find(changed, cancellation)];
        return (
            [.. errors.Select(static error => error.ToString()), .. captured.Select(static each => each.Message).Distinct()],
            [.. errors.SelectMany(FaultyIn).Concat(captured.Select(static each => each.Global)).Distinct()]);
    }

    // Whose fault an error is: of the globals that are named on its line.
    private IEnumerable<GlobalVariable> FaultyIn(Diagnostic error)
    {
        if (error.Location.SourceTree is not { } tree)
        {
            return [];
        }

        SourceText text = tree.GetText(cancellation);
        string line = text.Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString();
        return globals.All.Where(global => line.Contains(global.Symbol.Name, StringComparison.Ordinal));
    }

    private IEnumerable<HandEdit> VolatileByRef(HashSet<GlobalKey> byRef) => globals.All
        .Where(global => byRef.Contains(global.Key) && global.Symbol is IFieldSymbol { IsVolatile: true })
        .Select(static global => HandEdit.At(
            global.Project.Files[global.Key.FilePath].GetRoot().FindToken(global.Key.Position),
            "is volatile, and a reference to it is taken, through which it is not; use Volatile and Interlocked at each use"));

    private static IEnumerable<DisabledUse> Report(DisabledFindings findings, UseEdits uses) =>
        [
            .. findings.Uses.Select(use => At(use.Name.SyntaxTree!, use.Name.SpanStart, use.Name.ValueText, uses.Rewritten.Contains(use.Place))),
            .. findings.Declarations.Select(static each => At(
                each.Tree, each.Position, each.Tree.GetRoot().FindToken(each.Position).ValueText, isRenamed: true)),
            .. findings.Others.Select(static name => At(name.Tree, name.Position, name.Word, isRenamed: false)),
        ];

    private static DisabledUse At(SyntaxTree tree, int position, string name, bool isRenamed) => new(
        tree.FilePath, tree.GetText().Lines.GetLineFromPosition(position).LineNumber + 1, name, isRenamed);
}
