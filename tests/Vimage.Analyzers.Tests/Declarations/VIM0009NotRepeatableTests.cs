using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0009NotRepeatableAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0009NotRepeatableTests
{
    [Fact]
    public Task ReportsFileLocalTypesInInitializers() => Rule.ReportsInBrokenCode(
        """
        partial class M
        {
            [Virtualized] static int a = [|H|].V(), b = new List<int> { [|H|].Inner.W }.Count;
            [Virtualized] static object p = new [|H|]();
        }

        file class H { public static int V() => 1; public static class Inner { public static int W = 1; } }
        """);

    [Fact]
    public Task ReportsFileLocalTypesInInitializersOfProperties() => Rule.ReportsInBrokenCode(
        "partial class M { [Virtualized] static partial object P { get; set; } = new [|H|](); } file class H;");

    [Fact]
    public Task ReportsAliasesOfArraysAndPointers() => Rule.ReportsInBrokenCode(
        """
        using IA = int[];
        using unsafe PI = int*;
        unsafe partial class M
        {
            [Virtualized] static [|IA|] a = { 1, 2 };
            [Virtualized] static [|PI|] p;
        }
        """);

    [Fact]
    public Task IgnoresWhatMeansTheSameEverywhere() => Rule.Ignores(
        """
        using IA = int[];
        unsafe partial class M
        {
            [Virtualized] static IA a = new[] { 1, 2 }, b = [3];
            [Virtualized] static int[]? c = { 1 };
            [Virtualized] static int* p;
            [Virtualized] static int d = H.V();
            static int e = F.V();
        }

        class H { public static int V() => 1; }
        file class F { public static int V() => 1; }
        """);
}
