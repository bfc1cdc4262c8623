using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Use.VIM0104NotAVnetAnalyzer>;

namespace Vimage.Analyzers.Tests.Use;

public sealed class VIM0104NotAVnetTests
{
    private const string Module = "partial class M { [Virtualized] internal static int x; }";

    [Fact]
    public Task ReportsAnythingElse() => Rule.Reports(
        Module,
        """
        class O
        {
            void N(object o, string s)
            {
                M.INIT_VNET_M([|o|]); M.INIT_VNET_M([|"a"|]); M.INIT_VNET_M([|null|]!); M.INIT_VNET_M([|1|]);
                using (CURVNET_SET([|s|])) { }
            }
        }
        """);

    [Fact]
    public Task ReportsItInsideTheType() => Rule.Reports(
        "partial class M { [Virtualized] static int x; static void N(object o, Vnet v) { INIT_VNET_M([|o|]); INIT_VNET_M(v); INIT_VNET_M(curvnet); } }");

    [Fact]
    public Task IgnoresVnets() => Rule.Ignores(
        Module,
        """
        class O
        {
            void N(Vnet v, Vnet? w)
            {
                M.INIT_VNET_M(v); M.INIT_VNET_M(curvnet); M.INIT_VNET_M(Vnet.Current); M.INIT_VNET_M(w!); M.INIT_VNET_M(v ?? w!);
                using (CURVNET_SET(v)) { }
                using (CURVNET_SET(curvnet)) { }
                INIT_VNET_OWN("mine");
            }

            static void INIT_VNET_OWN(object o) { }
        }
        """);
}
