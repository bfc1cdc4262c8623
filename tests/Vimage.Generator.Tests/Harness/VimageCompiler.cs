using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Generator.Tests.Harness;

/// <summary>Compiles sources with the generator, as a project with <c>VimageMode</c> would be.</summary>
internal static class VimageCompiler
{
    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Vnet).Assembly.Location)];

    internal static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    /// <summary>Makes the compilation as it is before the generator runs.</summary>
    internal static CSharpCompilation Parse(string assembly, OptimizationLevel optimization, params string[] sources) =>
        CSharpCompilation.Create(
            assembly,
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"/src/File{index}.cs")),
            s_references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                optimizationLevel: optimization,
                nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true));

    internal static GeneratorDriver CreateDriver(string mode, bool trackSteps = false) => CSharpGeneratorDriver.Create(
        [new VimageGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        optionsProvider: OptionsFor(mode),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    /// <summary>The settings of a project with that mode.</summary>
    internal static AnalyzerConfigOptionsProvider OptionsFor(string mode) => new ModeOptions(mode);

    /// <summary>Runs the generator and returns the whole compilation.</summary>
    internal static CSharpCompilation Generate(string mode, CSharpCompilation compilation)
    {
        _ = CreateDriver(mode).RunGeneratorsAndUpdateCompilation(
            compilation, out Compilation updated, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)updated;
    }

    /// <summary>Compiles to an assembly's bytes; fails the test on any error, and on any warning in generated code.</summary>
    internal static byte[] Emit(string mode, string assembly, OptimizationLevel optimization, params string[] sources)
    {
        CSharpCompilation compilation = Generate(mode, Parse(assembly, optimization, sources));
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        string[] faults =
        [
            .. result.Diagnostics
                .Where(static each => each.Severity == DiagnosticSeverity.Error
                    || (each.Severity == DiagnosticSeverity.Warning && IsGenerated(each)))
                .Select(each => $"{mode}: {each}\n{each.Location.SourceTree?.GetText().Lines[each.Location.GetLineSpan().StartLinePosition.Line]}"),
        ];
        Assert.True(faults.Length == 0, string.Join("\n", faults));
        return image.ToArray();
    }

    private static bool IsGenerated(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;

    private sealed class ModeOptions(string mode) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(mode);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(string mode) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key == VimageOptions.ModeKey ? mode : null;
                return value is not null;
            }
        }
    }
}
