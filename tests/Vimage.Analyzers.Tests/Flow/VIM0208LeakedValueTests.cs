using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Flow.VIM0208LeakedValueAnalyzer>;

namespace Vimage.Analyzers.Tests.Flow;

public sealed class VIM0208LeakedValueTests
{
    [Fact]
    public Task ReportsObjectsInSharedStatics() => Rule.Reports(
        """
        partial class M
        {
            [Virtualized] static List<int> own = new();
            [Virtualized] static partial int[] Array { get; set; }
            static object? s_field;
            static int[]? Property { get; set; }
            static readonly List<object> s_list = new();
            static readonly Dictionary<int, object> s_table = new();
            static readonly object[] s_slots = new object[2];
            static readonly List<int> s_first = [|V_own|];
            static object Second { get; } = [|Array|];

            void N()
            {
                s_field = [|V_own|];
                s_field ??= [|V_own|];
                Property = [|Array|];
                s_list.Add([|V_own|]);
                s_table[1] = [|V_own|];
                s_table.TryAdd(1, [|V_own|]);
                s_slots[0] = [|V_own|];
                var local = V_own;
                object other = local;
                s_field = [|other|];
            }
        }
        """);

    [Fact]
    public Task IgnoresValuesAndStateOfVnets() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized] static List<int> own = new();
            [Virtualized] static List<int>? other;
            [Virtualized] static string name = "";
            [Virtualized] static int number;
            static object? s_field;
            static readonly int s_count = V_own.Count;
            readonly List<int> _own = V_own;
            [Virtualized] static List<int> same = V_own;
            static int s_number;
            List<int>? _instance;

            void N(List<object> list)
            {
                V_other = V_own;
                _instance = V_own;
                s_field = V_name;
                s_number = V_number;
                s_number = V_own.Count;
                s_field = new List<int>(V_own);
                list.Add(V_own);
                var local = V_own;
                local = new List<int>(local);
                s_field = local;
            }
        }
        """);
}
