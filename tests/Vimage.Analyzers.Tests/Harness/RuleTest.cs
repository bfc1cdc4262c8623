using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Vimage.Analyzers.Tests.Harness;

/// <summary>Tests of a rule.</summary>
internal static class RuleTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>Asserts that the rule reports what is marked, and nothing else, in every mode; and that the code compiles.</summary>
    /// <param name="sources">
    /// Files; <c>[|x|]</c> is reported. <c>{|CS0103:x|}</c> is an error of the compiler's.
    /// </param>
    internal static async Task Reports(params string[] sources)
    {
        foreach (string mode in new[] { "Globals", "Struct", "Instance" })
        {
            await ReportsWith(new TestOptions { Mode = mode }, sources);
        }
    }

    /// <summary>Asserts that the rule reports nothing, in any mode; and that the code compiles.</summary>
    internal static Task Ignores(params string[] sources) => Reports(sources);

    /// <summary>Asserts that the rule reports what is marked when the compiler's own opinion does not matter.</summary>
    internal static Task ReportsInBrokenCode(params string[] sources) =>
        ReportsWith(new TestOptions { Compiler = CompilerDiagnostics.None }, sources);

    /// <summary>Asserts that the rule reports what is marked, and nothing else.</summary>
    internal static Task ReportsWith(TestOptions options, params string[] sources)
    {
        CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> test = new();
        for (int i = 0; i < sources.Length; i++)
        {
            test.TestState.Sources.Add(($"/Test{i}.cs", sources[i]));
        }

        TestProject.SetUp(test, options);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
