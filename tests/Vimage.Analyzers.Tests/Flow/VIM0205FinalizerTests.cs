using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Flow.VIM0205FinalizerAnalyzer>;

namespace Vimage.Analyzers.Tests.Flow;

public sealed class VIM0205FinalizerTests
{
    [Fact]
    public Task ReportsVirtualizedState() => Rule.Reports(
        "partial class M { [Virtualized] static int x; [Virtualized] static partial int Y { get; set; } ~M() { [|V_x|]--; [|M.Y|] = [|V_x|]; } }");

    [Fact]
    public Task IgnoresWhatIsTheObjectsOrTheProcesss() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized] static int x;
            static int s_live;
            readonly Vnet _vnet = Vnet.Current;
            int _y = V_x;
            ~M() { s_live--; _y = 1; }
        }

        partial class N
        {
            [Virtualized] static int x;
            readonly Vnet _vnet = Vnet.Current;
            ~N() { _vnet.Run(() => V_x--); }
        }
        """);
}
