using Vimage.Analyzers.Tests.Harness;
using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Hoisting.VIM0107HoistAnalyzer, Vimage.CodeFixes.Hoisting.VIM0107HoistCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Hoisting.VIM0107HoistAnalyzer>;

namespace Vimage.Analyzers.Tests.Hoisting;

public sealed class VIM0107HoistTests
{
    private const string Module =
        "public partial class Inet { [Virtualized] public static int a, b; [Virtualized] public static partial int C { get; set; } [Virtualized] static int hidden; }";

    [Fact]
    public Task ReportsUsesInLoops() => Rule.Reports(
        Module,
        """
        class O
        {
            void A(int n) { for (int i = 0; i < n; i++) { [|Inet.V_a|] += i; } }
            int B { get { while ([|Inet.C|] > 0) { Inet.C--; } return 1; } }
        }

        partial class Inet { Inet(int[] all) { foreach (int each in all) { [|V_hidden|] += each; } } }
        """);

    [Fact]
    public Task ReportsManyUses() => Rule.Reports(
        Module,
        "class O { int A() { int s = [|Inet.V_a|]; s += Inet.V_b + Inet.C; Inet.V_b = s; return Inet.V_a; } }");

    [Fact]
    public Task ReportsByTheThreshold() => Rule.ReportsWith(
        new TestOptions { Config = ["vimage_hoist_threshold = 1"] },
        Module,
        "class O { int A() { return [|Inet.V_a|] + Inet.V_b; } int B() { return Inet.V_a; } }");

    [Fact]
    public Task IgnoresWhereNoViewCanBe() => Rule.Ignores(
        Module,
        """
        class O
        {
            async Task A(int n) { for (int i = 0; i < n; i++) { Inet.V_a += i; await Task.Yield(); } }
            IEnumerable<int> B(int n) { for (int i = 0; i < n; i++) { yield return Inet.V_a; } }
            void C(int n, Vnet v) { for (int i = 0; i < n; i++) { using (v.EnterSync()) { Inet.V_a++; } } }
            void D(int n) { again: Inet.V_a++; while (n-- > 0) { Inet.V_a++; } if (n > 0) { goto again; } }
            void E(int n) { while (n-- > 0) { Use(() => Inet.V_a++); } void F() => Inet.V_b++; F(); }
            void G() { foreach (char c in Inet.V_a.ToString()) { } for (int i = Inet.V_a; i < 1; i++) { } Inet.V_a++; }
            int H() => Inet.V_a + Inet.V_a + Inet.V_a + Inet.V_a + Inet.V_a;
            static void Use(Action a) { while (true) { Use(a); string s = nameof(Inet.V_a); } }
        }
        """);

    [Fact]
    public Task TheFix_TakesAViewBeforeAStatementThatBeginsWithAUse() => Fix.Fixes(
        [
            Module,
            """
            partial class Inet
            {
                void B()
                {
                    // first
                    [|V_a|] = 1; // last
                    V_b = [|Other.V_d|] + V_a + V_b + V_hidden;
                    Other.V_d = Other.V_e + Other.V_d + Other.V_e;
                }
                void D() {[|V_a|] = 1; V_a = V_b + V_a + V_b; }
            }

            partial class Other { [Virtualized] internal static int d, e; }
            """,
        ],
        [
            Module,
            """
            partial class Inet
            {
                void B()
                {
                    // first
                    var inet = INIT_VNET_INET(curvnet);
                    inet.V_a = 1; // last
                    var other = Other.INIT_VNET_OTHER(curvnet);
                    inet.V_b = other.V_d + inet.V_a + inet.V_b + inet.V_hidden;
                    other.V_d = other.V_e + other.V_d + other.V_e;
                }
                void D() { var inet = INIT_VNET_INET(curvnet);inet.V_a = 1; inet.V_a = inet.V_b + inet.V_a + inet.V_b; }
            }

            partial class Other { [Virtualized] internal static int d, e; }
            """,
        ]);

    [Fact]
    public Task TheFix_TakesAView() => Fix.Fixes(
        [
            Module,
            """
            class O
            {
                void A(int n)
                {
                    int inet = 0;

                    // the loop
                    for (int i = 0; i < n; i++)
                    {
                        [|Inet.V_a|] += i + Inet /* of all */ .V_b; // sum
                        Inet.C++;
                    }
                }
            }

            partial class Inet
            {
                void B(int n) { while (n-- > 0) { [|V_hidden|]++; V_a = V_hidden; } }
            }
            """,
        ],
        [
            Module,
            """
            class O
            {
                void A(int n)
                {
                    int inet = 0;

                    // the loop
                    var inet2 = Inet.INIT_VNET_INET(curvnet);
                    for (int i = 0; i < n; i++)
                    {
                        inet2.V_a += i + inet2.V_b; // sum
                        inet2.C++;
                    }
                }
            }

            partial class Inet
            {
                void B(int n) { var inet = INIT_VNET_INET(curvnet); while (n-- > 0) { inet.V_hidden++; inet.V_a = inet.V_hidden; } }
            }
            """,
        ]);
}
