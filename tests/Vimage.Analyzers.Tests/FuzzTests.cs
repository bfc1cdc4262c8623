using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers.Tests.Harness;
using Vimage.Analyzers.Tests.SelfChecks;

namespace Vimage.Analyzers.Tests;

/// <summary>Broken code never makes a rule, a fix or the generator throw.</summary>
/// <remarks>
/// The same mutants in each run, so that a failure is not lost; <c>VIMAGE_FUZZ_SEED</c> gives others, <c>VIMAGE_FUZZ_MUTANTS</c>
/// more.
/// </remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int MutantsInABatch = 200;

    private static readonly string[] s_modes = ["Globals", "Struct", "Instance"];

    // What is generated in Globals is the least, and the fastest to compile; the rules see the same in each.
    private static readonly string[] s_batchModes = ["Globals", "Globals", "Instance", "Globals", "Globals", "Struct", "Globals"];

    [Fact]
    public async Task TwentyThousandMutants_NeverMakeARuleOrTheGeneratorThrow()
    {
        int seed = Setting("VIMAGE_FUZZ_SEED", 1);
        int mutants = Setting("VIMAGE_FUZZ_MUTANTS", 20_000);
        output.WriteLine($"seed {seed}, {mutants} mutants");
        await Parallel.ForEachAsync(
            Enumerable.Range(0, (mutants + MutantsInABatch - 1) / MutantsInABatch),
            TestContext.Current.CancellationToken,
            async (batch, _) => await AnalyzeBatch(seed, batch));
    }

    [Fact]
    public async Task Mutants_NeverMakeAFixThrow()
    {
        int seed = Setting("VIMAGE_FUZZ_SEED", 1);
        output.WriteLine($"seed {seed}");
        int offered = 0;
        foreach (string mode in s_modes)
        {
            string[] mutants = [.. Mutants(new TokenMutator((seed * 100_003) + mode[0])).Take(MutantsInABatch)];
            offered += await AllFixes.ApplyEachAsync(mode, mutants, $"Seed {seed}");
        }

        // Else nothing was tested.
        Assert.True(offered > MutantsInABatch / 2, $"Only {offered} fixes were offered.");
    }

    // Somebody is about to type the name.
    [Fact]
    public async Task AModuleWithoutAName_MakesNoFixThrow()
    {
        const string Source = """
            public static partial class {
                [Virtualized] internal static int sum;

                internal static void Add(int[] values)
                {
                    foreach (int value in values)
                    {
                        V_sum += value;
                    }
                }
            }
            """;
        foreach (string mode in s_modes)
        {
            await AllFixes.ApplyEachAsync(mode, [Source], mode);
        }
    }

    private static async Task AnalyzeBatch(int seed, int batch)
    {
        string where = $"Seed {seed}, batch {batch}";

        // Some mutants share a compilation: with a namespace each, or, every fourth time, all in one, so that names collide.
        IEnumerable<SyntaxTree> trees = Mutants(new TokenMutator((seed * 100_003) + batch)).Take(MutantsInABatch).Select((source, index) =>
            AllRules.Parse(batch % 4 == 0 ? source : $"namespace N{index};\n{source}", $"/Mutant{index}.cs"));
        (CSharpCompilation compilation, ImmutableArray<Diagnostic> complaints) = AllRules.Compile(
            s_batchModes[batch % s_batchModes.Length], trees.Append(AllRules.Parse(TestProject.Usings, "/Usings.cs")));
        Assert.True(complaints.IsEmpty, $"{where}: {complaints.FirstOrDefault()}");

        ImmutableArray<Diagnostic> diagnostics = await AllRules.EnableAll(compilation)
            .WithAnalyzers(AllRules.Analyzers, new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([], new ConfigOptions("Instance")),
                (exception, analyzer, diagnostic) => Assert.Fail($"{where}: {analyzer.GetType().Name}: {exception}\n{diagnostic}"),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics, static each => each.Id is "AD0001" or "CS8785");
    }

    private static IEnumerable<string> Mutants(TokenMutator mutator)
    {
        while (true)
        {
            yield return mutator.Mutate(mutator.Pick(Corpus.Sources));
        }
    }

    private static int Setting(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)
        : usual;
}
