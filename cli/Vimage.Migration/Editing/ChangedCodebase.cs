using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Editing;

/// <summary>A code base as it would be after changes, compiled with the generator.</summary>
internal sealed class ChangedCodebase
{
    private readonly Codebase _codebase;
    private readonly IReadOnlyDictionary<string, SourceText> _after;
    private readonly Dictionary<CodebaseProject, CSharpCompilation> _sources = [];
    private readonly Dictionary<CodebaseProject, CSharpCompilation> _changed = [];

    /// <param name="codebase">The code base.</param>
    /// <param name="after">The new text of each changed file.</param>
    /// <param name="cancellation">To stop.</param>
    internal ChangedCodebase(Codebase codebase, IReadOnlyDictionary<string, SourceText> after, CancellationToken cancellation)
    {
        _codebase = codebase;
        _after = after;
        foreach (CodebaseProject project in codebase.Projects)
        {
            // What is compiled against a changed project is to be compiled again, even if itself it is as it was.
            if (project.Files.Keys.Any(after.ContainsKey) || project.Dependencies.Any(_changed.ContainsKey))
            {
                _sources.Add(project, Change(project, cancellation));
                _changed.Add(project, OwnGenerator.Run(_sources[project], VimageMode.Globals, cancellation));
            }
        }
    }

    /// <summary>Gets the changed projects, in <c>Globals</c>.</summary>
    internal IReadOnlyDictionary<CodebaseProject, CSharpCompilation> Projects => _changed;

    /// <summary>Finds errors in <c>Globals</c>; and in <c>Instance</c> in what is generated, for the rest is the same.</summary>
    /// <param name="usesViews">
    /// Whether the change uses views. Those are empty in <c>Globals</c>, and to the compiler always assigned; then all is compiled in
    /// <c>Instance</c> too.
    /// </param>
    /// <param name="onProject">Told how many projects are done.</param>
    /// <param name="cancellation">To stop.</param>
    /// <returns>The errors that the code base did not have before.</returns>
    internal IReadOnlyList<Diagnostic> FindNewErrors(bool usesViews, Action<int> onProject, CancellationToken cancellation)
    {
        List<Diagnostic> errors = [];
        int done = 0;
        foreach ((CodebaseProject project, CSharpCompilation changed) in _changed)
        {
            onProject(done++);
            CSharpCompilation instance = OwnGenerator.Run(_sources[project], VimageMode.Instance, cancellation);
            AddNew(ErrorsOf(changed.GetDiagnostics(cancellation)), project);
            AddNew(
                usesViews ? ErrorsOf(instance.GetDiagnostics(cancellation)) : ErrorsInGenerated(instance, _sources[project], cancellation),
                project);
        }

        return [.. errors.DistinctBy(static error => (error.Id, error.Location.GetLineSpan(), error.GetMessage(CultureInfo.InvariantCulture)))];

        void AddNew(IEnumerable<Diagnostic> all, CodebaseProject project)
        {
            Diagnostic[] found = [.. all];
            errors.AddRange(found.Length == 0 ? found : Without(found, project, cancellation));
        }
    }

    private CSharpCompilation Change(CodebaseProject project, CancellationToken cancellation)
    {
        CSharpCompilation compilation = project.Sources;
        foreach (SyntaxTree tree in project.Files.Values.Where(tree => _after.ContainsKey(tree.FilePath)))
        {
            SyntaxTree changed = CSharpSyntaxTree.ParseText(
                _after[tree.FilePath], (CSharpParseOptions)tree.Options, tree.FilePath, cancellation);
            compilation = compilation.ReplaceSyntaxTree(tree, changed);
        }

        foreach (CodebaseProject dependency in project.Dependencies.Where(_changed.ContainsKey))
        {
            foreach (CompilationReference reference in compilation.References
                .OfType<CompilationReference>()
                .Where(reference => reference.Compilation == dependency.Compilation)
                .ToArray())
            {
                compilation = compilation.ReplaceReference(reference, ProjectCompiler.Refer(_changed[dependency], reference));
            }
        }

        return compilation;
    }

    private static IEnumerable<Diagnostic> ErrorsInGenerated(
        CSharpCompilation generated, CSharpCompilation sources, CancellationToken cancellation) => generated.SyntaxTrees
            .Except(sources.SyntaxTrees)
            .SelectMany(tree => ErrorsOf(generated.GetSemanticModel(tree).GetDiagnostics(cancellationToken: cancellation)));

    private static IEnumerable<Diagnostic> ErrorsOf(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(static each => each.Severity == DiagnosticSeverity.Error);

    // Only a code base that had errors before has to be asked which. One more of the same in one file is a new one.
    private static IEnumerable<Diagnostic> Without(IEnumerable<Diagnostic> found, CodebaseProject project, CancellationToken cancellation)
    {
        Dictionary<(string Id, string Path, string Message), int> old = ErrorsOf(project.Compilation.GetDiagnostics(cancellation))
            .CountBy(Key)
            .ToDictionary();
        return found.Where(error => !old.TryGetValue(Key(error), out int left) || (old[Key(error)] = left - 1) < 0);
    }

    private static (string Id, string Path, string Message) Key(Diagnostic error) =>
        (error.Id, error.Location.GetLineSpan().Path, error.GetMessage(CultureInfo.InvariantCulture));
}
