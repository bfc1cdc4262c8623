using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Vimage.Generator;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Editing;

/// <summary>Compiles a code base as it would be after changes, with the generator, and finds errors that are new.</summary>
internal static class Verifier
{
    /// <summary>Compiles every project that a changed file belongs to, in <c>Globals</c>; and in <c>Instance</c> what is generated.</summary>
    /// <returns>The errors that the projects did not have before.</returns>
    internal static IReadOnlyList<Diagnostic> NewErrors(
        Codebase codebase, IReadOnlyDictionary<string, SourceText> after, CancellationToken cancellation)
    {
        List<Diagnostic> errors = [];
        foreach (CodebaseProject project in codebase.Projects.Where(project => project.Files.Keys.Any(after.ContainsKey)))
        {
            CSharpCompilation changed = Change(project, codebase, after, cancellation);
            ImmutableArray<Diagnostic> found =
            [
                .. ErrorsOf(Generate(changed, VimageMode.Globals, cancellation).GetDiagnostics(cancellation)),
                .. ErrorsInGenerated(Generate(changed, VimageMode.Instance, cancellation), changed, cancellation),
            ];
            errors.AddRange(found.Length == 0 ? found : Without(found, project, cancellation));
        }

        return [.. errors.DistinctBy(static error => (error.Id, error.Location.GetLineSpan(), error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    // Projects that this one references as source are changed too.
    private static CSharpCompilation Change(
        CodebaseProject project, Codebase codebase, IReadOnlyDictionary<string, SourceText> after, CancellationToken cancellation)
    {
        CSharpCompilation compilation = RuntimeReference.AddTo(project.Compilation);
        foreach (SyntaxTree tree in project.Files.Values.Where(tree => after.ContainsKey(tree.FilePath)))
        {
            SyntaxTree changed = CSharpSyntaxTree.ParseText(
                after[tree.FilePath], (CSharpParseOptions)tree.Options, tree.FilePath, cancellation);
            compilation = compilation.ReplaceSyntaxTree(tree, changed);
        }

        foreach (CompilationReference reference in compilation.References.OfType<CompilationReference>())
        {
            CodebaseProject? referenced = codebase.Projects.FirstOrDefault(each =>
                each.Compilation.AssemblyName == reference.Compilation.AssemblyName
                && reference.Compilation.SyntaxTrees.Any(tree => each.Files.ContainsKey(tree.FilePath) && each.Files[tree.FilePath] == tree));
            if (referenced is not null && referenced.Files.Keys.Any(after.ContainsKey))
            {
                CSharpCompilation generated = Generate(
                    Change(referenced, codebase, after, cancellation), VimageMode.Globals, cancellation);
                compilation = compilation.ReplaceReference(reference, generated.ToMetadataReference(reference.Properties.Aliases, reference.Properties.EmbedInteropTypes));
            }
        }

        return compilation;
    }

    private static CSharpCompilation Generate(CSharpCompilation compilation, VimageMode mode, CancellationToken cancellation)
    {
        _ = CSharpGeneratorDriver
            .Create(
                [new VimageGenerator().AsSourceGenerator()],
                parseOptions: (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options,
                optionsProvider: new ModeOptions(mode))
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _, cancellation);
        return (CSharpCompilation)updated;
    }

    private static IEnumerable<Diagnostic> ErrorsInGenerated(CSharpCompilation generated, CSharpCompilation before, CancellationToken cancellation) =>
        generated.SyntaxTrees
            .Except(before.SyntaxTrees)
            .SelectMany(tree => ErrorsOf(generated.GetSemanticModel(tree).GetDiagnostics(cancellationToken: cancellation)));

    private static IEnumerable<Diagnostic> ErrorsOf(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(static each => each.Severity == DiagnosticSeverity.Error);

    // Only a code base that had errors before has to be asked which.
    private static IEnumerable<Diagnostic> Without(IEnumerable<Diagnostic> found, CodebaseProject project, CancellationToken cancellation)
    {
        HashSet<(string Id, string Path, string Message)> old =
        [
            .. ErrorsOf(project.Compilation.GetDiagnostics(cancellation)).Select(Key),
        ];
        return found.Where(error => !old.Contains(Key(error)));
    }

    private static (string Id, string Path, string Message) Key(Diagnostic error) =>
        (error.Id, error.Location.GetLineSpan().Path, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
}
