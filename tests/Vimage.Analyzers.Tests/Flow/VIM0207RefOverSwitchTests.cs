using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Flow.VIM0207RefOverSwitchAnalyzer>;

namespace Vimage.Analyzers.Tests.Flow;

public sealed class VIM0207RefOverSwitchTests
{
    [Fact]
    public Task ReportsReferencesOfTheVnetBefore() => Rule.Reports(
        """
        partial class M
        {
            [Virtualized(ByRef = true)] internal static int x;

            void A(Vnet v)
            {
                ref int r = ref V_x;
                r++;
                using (v.EnterSync()) { [|r|]++; }
                r++;
            }

            void B(Vnet v)
            {
                var m = INIT_VNET_M(curvnet);
                using var scope = CURVNET_SET(v);
                [|m|].V_x++;
            }
        }
        """);

    [Fact]
    public Task IgnoresReferencesOfTheVnetItself() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized(ByRef = true)] internal static int x;
            static int s_y;

            void A(Vnet v)
            {
                using (v.EnterSync()) { ref int r = ref V_x; r++; }
                var m = INIT_VNET_M(v);
                ref int y = ref s_y;
                int copy = V_x;
                using (v.EnterSync()) { m.V_x++; y++; copy++; }
            }
        }
        """);
}
