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
        int done = 0;
        onProject(done);
        object progress = new();
        IEnumerable<Diagnostic> errors = _changed.Keys
            .AsParallel().AsOrdered().WithCancellation(cancellation)
            .SelectMany(project =>
            {
                Diagnostic[] found = [.. NewErrorsOf(project, usesViews, cancellation)];
                lock (progress)
                {
                    onProject(++done);
                }

                return found;
            });
        return [.. errors.DistinctBy(static error => (error.Id, error.Location.GetLineSpan(), error.GetMessage(CultureInfo.InvariantCulture)))];
    }

    private IEnumerable<Diagnostic> NewErrorsOf(CodebaseProject project, bool usesViews, CancellationToken cancellation)
    {
        CSharpCompilation sources = _sources[project];
        CSharpCompilation instance = OwnGenerator.Run(sources, VimageMode.Instance, cancellation);
        IEnumerable<Diagnostic> inInstance = usesViews ? instance.GetDiagnostics(cancellation) : InGenerated(instance, sources, cancellation);
        foreach (IEnumerable<Diagnostic> all in (IEnumerable<Diagnostic>[])[_changed[project].GetDiagnostics(cancellation), inInstance])
        {
            Diagnostic[] found = [.. ErrorsOf(all)];
            foreach (Diagnostic error in found.Length == 0 ? found : Without(found, project, cancellation))
            {
                yield return error;
            }
        }
    }

    private CSharpCompilation Change(CodebaseProject project, CancellationToken cancellation)
    {
        // What is not changed in a file is not parsed again, nor kept twice.
        CSharpCompilation compilation = project.Files.Values
            .Where(tree => _after.ContainsKey(tree.FilePath))
            .AsParallel().WithCancellation(cancellation)
            .Select(tree => (Before: tree, After: tree.WithChangedText(_after[tree.FilePath])))
            .AsEnumerable()
            .Aggregate(project.Sources, static (each, tree) => each.ReplaceSyntaxTree(tree.Before, tree.After));

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

    // What is generated depends on what people wrote, but not on what is in their bodies.
    private static IEnumerable<Diagnostic> InGenerated(CSharpCompilation whole, CSharpCompilation sources, CancellationToken cancellation)
    {
        HashSet<SyntaxTree> generated = [.. whole.SyntaxTrees.Except(sources.SyntaxTrees)];
        return BodilessCode.Of(sources, cancellation)
            .AddSyntaxTrees(generated)
            .GetDiagnostics(cancellation)
            .Where(each => each.Location.SourceTree is { } tree && generated.Contains(tree));
    }

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
