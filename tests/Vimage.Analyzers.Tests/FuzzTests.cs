using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers.Tests.Harness;
using Vimage.Analyzers.Tests.SelfChecks;

namespace Vimage.Analyzers.Tests;

/// <summary>Broken code never makes a rule or the generator throw.</summary>
public sealed class FuzzTests
{
    private const int Batches = 500;
    private const int MutantsInABatch = 40;

    private static readonly string[] s_modes = ["Globals", "Struct", "Instance"];

    [Fact]
    public async Task TwentyThousandMutants_NeverMakeARuleOrTheGeneratorThrow()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Batches),
            TestContext.Current.CancellationToken,
            static async (batch, _) => await AnalyzeBatch(batch));
    }

    // Some mutants share a compilation: with a namespace each, or, every fourth time, all in one, so that names collide.
    private static async Task AnalyzeBatch(int batch)
    {
        TokenMutator mutator = new(batch);
        string[] mutants = [.. Enumerable.Range(0, MutantsInABatch).Select(_ => mutator.Mutate(mutator.Pick(Corpus.Sources)))];
        IEnumerable<SyntaxTree> trees = mutants.Select((source, index) =>
            AllRules.Parse(batch % 4 == 0 ? source : $"namespace N{index};\n{source}", $"/Mutant{index}.cs"));
        (CSharpCompilation compilation, ImmutableArray<Diagnostic> complaints) = AllRules.Compile(
            s_modes[batch % s_modes.Length], trees.Append(AllRules.Parse(TestProject.Usings, "/Usings.cs")));
        Assert.True(complaints.IsEmpty, $"Batch {batch}: {complaints.FirstOrDefault()}");

        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(AllRules.Analyzers, new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([], new ConfigOptions("Instance")),
                (exception, analyzer, diagnostic) => Assert.Fail($"Batch {batch}: {analyzer.GetType().Name}: {exception}\n{diagnostic}"),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics, static each => each.Id is "AD0001" or "CS8785");
    }
}
