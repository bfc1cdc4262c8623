using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers.Declarations;
using Vimage.CodeFixes.Declarations;

namespace Vimage.Analyzers.Tests.Harness;

/// <summary>All rules together, as a user's compiler runs them.</summary>
internal static class AllRules
{
    internal static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. InstancesOf<DiagnosticAnalyzer>(typeof(VIM0001TypeNotPartialAnalyzer)).Where(static each => each is not DiagnosticSuppressor)];

    internal static ImmutableArray<CodeFixProvider> Fixes { get; } =
        [.. InstancesOf<CodeFixProvider>(typeof(VIM0001TypeNotPartialCodeFix))];

    internal static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        [.. Analyzers.SelectMany(static each => each.SupportedDiagnostics).OrderBy(static rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>Compiles files with the generator.</summary>
    /// <returns>The compilation, and what the generator itself complained of.</returns>
    internal static (CSharpCompilation Compilation, ImmutableArray<Diagnostic> Complaints) Compile(
        string mode, params IEnumerable<SyntaxTree> trees) => Compile(mode, hasGenerator: true, trees);

    internal static (CSharpCompilation Compilation, ImmutableArray<Diagnostic> Complaints) Compile(
        string mode, bool hasGenerator, IEnumerable<SyntaxTree> trees)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Test", trees, TestProject.References, TestProject.CompilationOptions);
        return hasGenerator ? RunGenerator(mode, compilation) : (compilation, []);
    }

    /// <summary>Compiles one file to an assembly of some name, with further references.</summary>
    internal static CSharpCompilation Compile(string mode, string name, SyntaxTree tree, IEnumerable<MetadataReference> references) =>
        RunGenerator(mode, CSharpCompilation.Create(
            name, [tree], TestProject.References.AddRange(references), TestProject.CompilationOptions)).Compilation;

    private static (CSharpCompilation Compilation, ImmutableArray<Diagnostic> Complaints) RunGenerator(
        string mode, CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create(
            [GeneratorReference.Create()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            optionsProvider: new ConfigOptions(mode))
            .RunGeneratorsAndUpdateCompilation(
                compilation, out Compilation updated, out ImmutableArray<Diagnostic> complaints, TestContext.Current.CancellationToken);
        return ((CSharpCompilation)updated, complaints);
    }

    internal static CSharpParseOptions ParseOptions { get; } = TestProject.ParseOptionsFor(LanguageVersion.CSharp14);

    internal static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    /// <summary>Runs all rules.</summary>
    /// <param name="options">The mode, and other settings.</param>
    /// <param name="compilation">What to analyze.</param>
    /// <param name="enableAll">Whether to run those too that are off by default.</param>
    /// <param name="additionalFiles">Additional files.</param>
    internal static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        ConfigOptions options, CSharpCompilation compilation, bool enableAll = false, params (string Path, string Text)[] additionalFiles)
    {
        return (enableAll ? EnableAll(compilation) : compilation)
            .WithAnalyzers(Analyzers, new AnalyzerOptions(
                [.. additionalFiles.Select(static file => new TextFile(file.Path, file.Text))], options))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Switches those rules on too that are off by default.</summary>
    internal static CSharpCompilation EnableAll(CSharpCompilation compilation) => compilation.WithOptions(
        compilation.Options.WithSpecificDiagnosticOptions(Descriptors.Where(static rule => !rule.IsEnabledByDefault).ToDictionary(
            static rule => rule.Id, static _ => ReportDiagnostic.Warn)));

    private static IEnumerable<T> InstancesOf<T>(Type inAssemblyOf) => inAssemblyOf.Assembly.GetTypes()
        .Where(static type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract)
        .OrderBy(static type => type.Name, StringComparer.Ordinal)
        .Select(static type => (T)Activator.CreateInstance(type)!);
}
