using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Flow.VIM0207RefOverSwitchAnalyzer, Vimage.CodeFixes.Flow.VIM0207RefOverSwitchCodeFix>;
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

    [Fact]
    public Task TheFix_UsesTheVariableOfTheVnetThatIsEntered() => Fix.Fixes(
        """
        partial class M
        {
            [Virtualized(ByRef = true)] internal static int x;
            [Virtualized(ByRef = true)] internal static (int A, int B) pair;

            void A(Vnet v)
            {
                ref int r = ref V_x;
                ref var a = ref M.V_pair.A;
                using (v.EnterSync())
                {
                    [|r|]++; // there
                    Interlocked.Add(ref [|r|], /* more */ [|a|]);
                }

                r++;
            }

            void B(Vnet v)
            {
                var m = INIT_VNET_M(curvnet);
                var q = M.INIT_VNET_M(Vnet.Current);
                using var scope = v.EnterSync();
                [|m|].V_x++;
                [|q|].V_x = [|m|] . V_x;
            }
        }
        """,
        """
        partial class M
        {
            [Virtualized(ByRef = true)] internal static int x;
            [Virtualized(ByRef = true)] internal static (int A, int B) pair;

            void A(Vnet v)
            {
                ref int r = ref V_x;
                ref var a = ref M.V_pair.A;
                using (v.EnterSync())
                {
                    V_x++; // there
                    Interlocked.Add(ref V_x, /* more */ M.V_pair.A);
                }

                r++;
            }

            void B(Vnet v)
            {
                var m = INIT_VNET_M(curvnet);
                var q = M.INIT_VNET_M(Vnet.Current);
                using var scope = v.EnterSync();
                V_x++;
                M.V_x = V_x;
            }
        }
        """);

    [Fact]
    public Task TheFix_IsNotOfferedWhereTheReferenceCannotBeTakenAgain() => Fix.OffersNothing(
        """
        partial class M
        {
            [Virtualized] static int[] all = new int[4];
            [Virtualized(ByRef = true)] static int x;

            void A(Vnet v, int i)
            {
                ref int r = ref V_all[i++];
                ref int s = ref V_x;
                s = ref r;
                using (v.EnterSync()) { [|r|]++; [|s|]++; }
            }
        }
        """);
}
