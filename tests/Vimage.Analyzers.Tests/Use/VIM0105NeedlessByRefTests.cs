using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Use.VIM0105NeedlessByRefAnalyzer, Vimage.CodeFixes.Use.VIM0105NeedlessByRefCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Use.VIM0105NeedlessByRefAnalyzer>;

namespace Vimage.Analyzers.Tests.Use;

public sealed class VIM0105NeedlessByRefTests
{
    [Fact]
    public Task TheFixLeavesTheOtherArguments() => Fix.Fixes(
        "partial class M { [[|Virtualized(ByRef = true, Name = \"a\")|]] static int x; [[|Virtualized(Name = \"b\", ByRef = true)|]] static int y; static int N() => V_x + V_y; }",
        "partial class M { [Virtualized(Name = \"a\")] static int x; [Virtualized(Name = \"b\")] static int y; static int N() => V_x + V_y; }");

    [Fact]
    public Task ReportsVariablesOfWhichOnlyTheValueIsUsed() => Rule.Reports(
        """
        partial class M
        {
            [[|Virtualized(ByRef = true)|]] static int x;
            static void N() { V_x++; V_x += 1; Use(V_x); }
            static void Use(int i) { }
        }
        """,
        "partial class M { void O() => V_x = 2; }");

    [Fact]
    public Task IgnoresVariablesThatAreNeededThemselves() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized(ByRef = true)] static int a;
            [Virtualized(ByRef = true)] static int inNested;
            [Virtualized(ByRef = true)] static int overView;
            [Virtualized(ByRef = true)] static int notUsedYet;
            [Virtualized(ByRef = true)] internal static int seenByOthers;
            [Virtualized] static int byValue;
            [Virtualized(ByRef = true)] static int other;
            [Virtualized] static partial int P { get; set; }

            void N()
            {
                V_a = 1;
                Interlocked.Increment(ref V_a);
                V_inNested = V_byValue = V_seenByOthers = V_overView;
                Interlocked.Increment(ref INIT_VNET_M(curvnet).V_overView);
            }

            class Nested { void O() => Interlocked.Increment(ref V_inNested); }
        }
        """,
        "partial class M { static readonly int s_old = Interlocked.Increment(ref V_other) + V_other; }");

    [Fact]
    public Task TheFix_RemovesByRef() => Fix.Fixes(
        "partial class M { [[|Virtualized(ByRef = true)|]] /* x */ static int x; void N() => V_x++; }",
        "partial class M { [Virtualized] /* x */ static int x; void N() => V_x++; }");
}
