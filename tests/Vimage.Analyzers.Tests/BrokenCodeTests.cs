using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers.Tests.Harness;

namespace Vimage.Analyzers.Tests;

/// <summary>Code that breaks tools, and that the mutations of <see cref="FuzzTests"/> seldom arrive at.</summary>
public sealed class BrokenCodeTests
{
    public static TheoryData<string, string> Sources => new()
    {
        { "cyclic inheritance", "partial class A : B { [Virtualized] static A x = new(); void N() => V_x = B.V_y; } partial class B : A { [Virtualized] internal static B y; }" },
        { "cyclic interfaces", "partial interface I : J { [Virtualized] static int x; } partial interface J : I { [Virtualized] static J y; }" },
        { "a base type of its own", "partial class A : A { [Virtualized] static A x; ~A() => V_x = null; }" },
        { "a struct in itself", "partial struct S { [Virtualized(ByRef = true)] static S x; S inner; void N() { V_x.inner.inner = this; V_x.N(); } }" },
        { "a cyclic constraint", "partial class A<T, U> where T : U where U : T { [Virtualized] static T x; static U y; }" },
        { "missing types", "partial class A : Missing { [Virtualized] static Gone x = Lost.Value; [Lost] static Gone Y { get; set; } event Away Z; void N() => V_x.Go(ref V_x); }" },
        { "half a member", "partial class A { [Virtualized] static int x, ; [Virtualized] static [Virtualized(] static int y = ; static void N() { V_x. ; V_. ; using ( } }" },
        { "half a type", "partial class { [Virtualized] static int x; } partial class A< { [Virtualized] static int" },
        { "twice the same", "partial class A { [Virtualized] static int x; [Virtualized] static string x; static int V_x; [VnetInit] static void N() { } [VnetInit] static void N() { } }" },
        { "no end", "namespace N { partial class A { [Virtualized] static int x; void F() { for (;;) { V_x++; lock (" },
        { "deep nesting", string.Concat(Enumerable.Repeat("partial class A { [Virtualized] static int x; ", 12)) },
        { "10,000 lines", TenThousandLines() },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task NeitherRulesNorTheGeneratorThrow(string name, string source)
    {
        foreach (string mode in new[] { "Globals", "Instance" })
        {
            (CSharpCompilation compilation, ImmutableArray<Diagnostic> complaints) = AllRules.Compile(
                mode, AllRules.Parse(source, "/Broken.cs"), AllRules.Parse(TestProject.Usings, "/Usings.cs"));
            Assert.True(complaints.IsEmpty, $"{name}: {complaints.FirstOrDefault()}");
            ImmutableArray<Diagnostic> diagnostics = await AllRules.EnableAll(compilation)
                .WithAnalyzers(AllRules.Analyzers, new CompilationWithAnalyzersOptions(
                    new AnalyzerOptions([], new ConfigOptions(mode)),
                    (exception, analyzer, _) => Assert.Fail($"{name}: {analyzer.GetType().Name}: {exception}"),
                    concurrentAnalysis: false,
                    logAnalyzerExecutionTime: false))
                .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain(diagnostics, static each => each.Id is "AD0001");
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public Task NoFixThrows(string name, string source) => AllFixes.ApplyEachAsync("Globals", [source], name);

    // 250 types of 40 lines, some of which do not compile.
    private static string TenThousandLines() => string.Concat(Enumerable.Range(0, 250).Select(static i => string.Create(
        CultureInfo.InvariantCulture,
        $"partial class Long{i}\n{{\n    [Virtualized] static int x = {i};\n    static int M() => V_x{(i % 10 == 0 ? " +" : "")};\n{Padding}}}\n")));

    private static string Padding { get; } =
        string.Concat(Enumerable.Range(0, 35).Select(static i => string.Create(CultureInfo.InvariantCulture, $"    static int N{i}(int a) => a + {i};\n")));
}
