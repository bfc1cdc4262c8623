using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Flow.VIM0205FinalizerAnalyzer, Vimage.CodeFixes.Flow.VIM0205FinalizerCodeFix>;
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

        partial class O
        {
            [Virtualized] static int x;
            ~O() { Console.WriteLine(nameof(V_x)); }
        }
        """);

    [Fact]
    public Task TheFix_KeepsTheObjectThatTheVariableRefersTo() => Fix.Fixes(
        """
        partial class M
        {
            [Virtualized] static List<int> s_log = new();
            [Virtualized] static partial List<int>? Other { get; set; }
            readonly int _log;

            // Says good-bye.
            ~M()
            {
                [|V_s_log|].Add(_log); // last
                [|M.V_s_log|].Clear();
                [|N.V_all|].Add([|Other|]?.Count ?? 0);
            }
        }

        partial class N { [Virtualized] internal static List<int> all = new(); }
        """,
        """
        partial class M
        {
            [Virtualized] static List<int> s_log = new();
            [Virtualized] static partial List<int>? Other { get; set; }
            readonly int _log;
            private readonly List<int> _log2 = V_s_log;
            private readonly List<int> _nAll = N.V_all;
            private readonly List<int>? _other = Other;

            // Says good-bye.
            ~M()
            {
                _log2.Add(_log); // last
                _log2.Clear();
                _nAll.Add(_other?.Count ?? 0);
            }
        }

        partial class N { [Virtualized] internal static List<int> all = new(); }
        """);

    [Fact]
    public Task TheFix_IsNotOfferedForValuesAndAssignments() => Fix.OffersNothing(
        "partial class M { [Virtualized] static int x; [Virtualized] static List<int>? y; ~M() { [|V_x|]--; [|V_y|] = null; } }");
}
