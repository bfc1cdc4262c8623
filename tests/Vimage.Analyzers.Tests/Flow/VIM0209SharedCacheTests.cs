using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Flow.VIM0209SharedCacheAnalyzer>;

namespace Vimage.Analyzers.Tests.Flow;

public sealed class VIM0209SharedCacheTests
{
    [Fact]
    public Task ReportsEntriesThatDependOnAVnet() => Rule.Reports(
        """
        using System.Collections.Concurrent;

        partial class M
        {
            [Virtualized] static int mask;
            static readonly Dictionary<int, int> s_table = new();
            static readonly ConcurrentDictionary<string, int> s_cache = new();

            void N(int k)
            {
                s_table[k] = [|k & V_mask|];
                s_table.Add(k, [|V_mask|]);
                s_cache.GetOrAdd("a", [|_ => V_mask + 1|]);
                int masked = k & V_mask;
                s_table[k] = [|masked + 1|];
            }
        }
        """);

    [Fact]
    public Task IgnoresKeysThatDependOnAVnet() => Rule.Ignores(
        """
        using System.Collections.Concurrent;

        partial class M
        {
            [Virtualized] static int mask;
            [Virtualized] static Dictionary<int, int> own = new();
            static readonly Dictionary<int, int> s_table = new();
            static readonly ConcurrentDictionary<(Vnet, int), int> s_cache = new();

            void N(int k)
            {
                s_table[V_mask] = k & V_mask;
                s_cache.GetOrAdd((Vnet.Current, k), _ => V_mask);
                V_own[k] = V_mask;
                s_table[k] = k;
                var key = (Vnet.Current, k);
                s_cache[key] = V_mask;
                int own = V_mask;
                s_table[own] = own;
                int set = V_mask;
                set = k;
                s_table[k] = set;
            }

            void O((Vnet, int) key) => s_cache[key] = V_mask;
        }
        """);
}
