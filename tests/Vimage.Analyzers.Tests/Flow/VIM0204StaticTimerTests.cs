using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Flow.VIM0204StaticTimerAnalyzer, Vimage.CodeFixes.Flow.VIM0204StaticTimerCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Flow.VIM0204StaticTimerAnalyzer>;

namespace Vimage.Analyzers.Tests.Flow;

public sealed class VIM0204StaticTimerTests
{
    [Fact]
    public Task ReportsTimersThatAllVnetsShare() => Rule.Reports(
        """
        class M
        {
            static readonly Timer s_a = [|new(_ => { })|];
            static Timer B { get; } = [|new Timer(_ => { })|];
            static Timer? s_c;
            static System.Timers.Timer? s_d;
            static void N() { s_c = [|new Timer(_ => { })|]; s_d ??= [|new System.Timers.Timer(5)|]; s_c = s_c ?? [|new Timer(_ => { })|]; }
        }
        """);

    [Fact]
    public Task IgnoresTimersOfVnetsAndObjects() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized] static Timer a = new(_ => { });
            [Virtualized] static partial Timer? B { get; set; }
            readonly Timer _c = new(_ => { });
            static readonly Timer s_d = new(_ => { foreach (Vnet v in Vnet.All) { v.Run(() => { }); } });
            static void N() { V_a = new Timer(_ => { }); B = new Timer(_ => { }); using var local = new Timer(_ => { }); }
        }
        """);

    [Fact]
    public Task TheFix_GivesEachVnetATimer() => Fix.Fixes(
        [
            """
            class M
            {
                // Ticks.
                static readonly Timer s_a = [|new(_ => { }, null, 0, 500)|]; // twice a second

                static Timer? s_b;

                static Timer C { get; } = [|new Timer(_ => { })|];

                static void N() { s_b = [|new Timer(_ => { })|]; s_b ??= [|new Timer(_ => { })|]; s_a.Change(0, 1); O.s_d = [|new(_ => { })|]; }
            }
            """,
            "static class O { internal static Timer? s_d; }",
        ],
        [
            """
            partial class M
            {
                // Ticks.
                [Virtualized] static readonly Timer s_a = new(_ => { }, null, 0, 500); // twice a second

                [Virtualized] static Timer? s_b;

                [Virtualized] static partial Timer C { get; } = new Timer(_ => { });

                static void N() { V_s_b = new Timer(_ => { }); V_s_b ??= new Timer(_ => { }); V_s_a.Change(0, 1); O.V_s_d = new(_ => { }); }
            }
            """,
            "static partial class O { [Virtualized] internal static Timer? s_d; }",
        ],
        "Virtualize");

    [Fact]
    public Task TheFix_CapturesTheVnet() => Fix.Fixes(
        [
            """
            class M
            {
                static Timer? s_a;

                static void N()
                {
                    // Ticks.
                    s_a = [|new Timer(static _ => Work())|];
                }

                static void Work() { }
            }
            """,
        ],
        [
            """
            class M
            {
                static Timer? s_a;

                static void N()
                {
                    // Ticks.
                    var vnet = curvnet;
                    s_a = new Timer(_ => { using var scope = CURVNET_SET(vnet); Work(); });
                }

                static void Work() { }
            }
            """,
        ],
        "Capture");

    [Fact]
    public Task TheFix_DoesNotCaptureWhereNoStatementIs() => Fix.OffersNothing(
        "class M { static readonly Timer s_a = [|new(_ => { })|]; static Timer? s_b; static void N() => s_b = [|new(Work)|]; static void Work(object? o) { } }",
        "Capture");

    [Fact]
    public Task TheFix_DoesNotVirtualizeWhatCannotBe() => Fix.OffersNothing(
        "file class M { static readonly Timer s_a = [|new(_ => { })|]; }",
        "Virtualize");
}
