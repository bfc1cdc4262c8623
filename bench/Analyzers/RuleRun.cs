using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Bench.Generator;
using Vimage.Generator;

namespace Vimage.Bench.Analyzers;

/// <summary>Runs rules on a file, together, as a compiler does; on one thread.</summary>
internal sealed class RuleRun
{
    private readonly Compilation _compilation;
    private readonly ModeOptions _options;
    private readonly ImmutableArray<DiagnosticAnalyzer> _rules;

    internal RuleRun(string mode, string source, params IEnumerable<DiagnosticAnalyzer> rules)
    {
        _rules = [.. rules];
        CSharpParseOptions parseOptions = new(LanguageVersion.CSharp14);
        _options = new ModeOptions(mode);

        // Of ours, those are on too that are off by default.
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Corpus",
            [CSharpSyntaxTree.ParseText(source, parseOptions, "Modules.cs")],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Vnet).Assembly.Location)],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                concurrentBuild: false,
                specificDiagnosticOptions: RuleSets.Ours.SelectMany(static rule => rule.SupportedDiagnostics).Select(static rule => rule.Id).Distinct()
                    .Select(static id => KeyValuePair.Create(id, ReportDiagnostic.Warn))));
        CSharpGeneratorDriver
            .Create([new VimageGenerator().AsSourceGenerator()], parseOptions: parseOptions, optionsProvider: _options)
            .RunGeneratorsAndUpdateCompilation(compilation, out _compilation, out _);
        ThrowUnlessCompiles();
    }

    /// <summary>Runs, with nothing bound yet.</summary>
    /// <returns>What each rule took.</returns>
    internal async Task<IReadOnlyDictionary<DiagnosticAnalyzer, TimeSpan>> MeasureAsync()
    {
        CompilationWithAnalyzers analysis = _compilation.Clone().WithAnalyzers(_rules, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], _options),
            static (exception, rule, _) => throw new InvalidOperationException($"{rule} has thrown.", exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: true));
        AnalysisResult result = await analysis.GetAnalysisResultAsync(CancellationToken.None).ConfigureAwait(false);
        return result.AnalyzerTelemetryInfo.ToDictionary(static each => each.Key, static each => each.Value.ExecutionTime);
    }

    private void ThrowUnlessCompiles()
    {
        if (_compilation.GetDiagnostics().FirstOrDefault(static each => each.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException($"The file does not do: {error}");
        }
    }
}
