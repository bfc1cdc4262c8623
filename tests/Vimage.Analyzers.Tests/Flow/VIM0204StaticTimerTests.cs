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
}
