using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Analyzers.Tests.Harness;

/// <summary>Tests of a rule's fix.</summary>
internal static class FixTest<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    /// <summary>Asserts what a fix, applied one by one and to all, makes of a file.</summary>
    internal static Task Fixes(string source, string fixedSource) => Fixes([source], [fixedSource]);

    /// <param name="sources">Files before.</param>
    /// <param name="fixedSources">The same after.</param>
    /// <param name="key">The equivalence key, where the fix offers several.</param>
    internal static Task Fixes(string[] sources, string[] fixedSources, string? key = null) =>
        FixesWith(new TestOptions(), sources, fixedSources, key);

    /// <summary>The same where the compiler complains about the code before or after.</summary>
    internal static Task FixesBrokenCode(string source, string fixedSource, string? key = null) =>
        FixesWith(new TestOptions { Compiler = CompilerDiagnostics.None }, [source], [fixedSource], key);

    /// <summary>Asserts that nothing is offered.</summary>
    internal static Task OffersNothing(string source, string? key = null) => FixesBrokenCode(source, source, key);

    internal static Task FixesWith(TestOptions options, string[] sources, string[] fixedSources, string? key = null)
    {
        CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> test = new() { CodeActionEquivalenceKey = key };
        for (int i = 0; i < sources.Length; i++)
        {
            test.TestState.Sources.Add(($"/Test{i}.cs", sources[i]));
            test.FixedState.Sources.Add(($"/Test{i}.cs", fixedSources[i]));
        }

        test.FixedState.Sources.Add(("/Usings.cs", TestProject.UsingsFor(options)));
        test.FixedState.AdditionalFiles.AddRange(options.FixedAdditionalFiles.Select(static file => (file.Path, SourceText.From(file.Text))));
        TestProject.SetUp(test, options);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
