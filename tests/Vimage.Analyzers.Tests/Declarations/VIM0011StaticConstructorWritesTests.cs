using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Declarations.VIM0011StaticConstructorWritesAnalyzer, Vimage.CodeFixes.Declarations.VIM0011StaticConstructorWritesCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0011StaticConstructorWritesAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0011StaticConstructorWritesTests
{
    [Fact]
    public Task ReportsWritesOfAnyKind() => Rule.Reports(
        """
        partial class M
        {
            [Virtualized] static int x, y;
            [Virtualized] static readonly int[] table, made = new int[4];
            [Virtualized] static List<int> list = new();
            [Virtualized] static partial int P { get; set; }
            [Virtualized] static partial event Action E;
            [Virtualized(ByRef = true)] static int r;
            static void Ref(ref int p) { }
            static int s_plain;

            static M()
            {
                [|V_x|] = 1;
                [|V_y|]++;
                [|y|] += 2;
                [|table|] = new int[2];
                [|V_made|][0] = 1;
                [|V_list|].Add(1);
                [|P|] = 3;
                [|E|] += () => { };
                Ref(ref [|V_r|]);
                [|Other.V_o|] = 4;
            }
        }

        partial class Other { [Virtualized] internal static int o; }
        """);

    [Fact]
    public Task IgnoresReadsAndOtherPlaces() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized] static int x;
            [Virtualized] static List<int> list = new();
            static int s_plain;
            static Action s_later;

            static M()
            {
                s_plain = V_x + V_list.Count;
                int n = V_list.IndexOf(1);
                s_later = () => V_x = 1;
            }

            M() => V_x = 1;
            [VnetInit] static void Init() => V_x = 1;
            static void N() => V_list.Add(1);
        }
        """);

    [Fact]
    public Task TheFixMakesTheConstructorAHook() => Fix.Fixes(
        """
        partial class M
        {
            [Virtualized] static int x;

            // Sets things up.
            static M()
            {
                // One.
                [|V_x|] = 1;
            }
        }
        """,
        """
        partial class M
        {
            [Virtualized] static int x;

            // Sets things up.
            [VnetInit]
            private static void InitializeVnet()
            {
                // One.
                V_x = 1;
            }
        }
        """);

    [Fact]
    public Task TheFixMovesOnlyWhatWritesVirtualizedState() => Fix.Fixes(
        """
        partial class M
        {
            [Virtualized] static int x;
            [Virtualized] static int[] table = new int[9];
            static int s_shared;
            static void InitializeVnet() { }

            static M()
            {
                s_shared = 1; // stays
                // Fills the table.
                for (int i = 0; i < 9; i++)
                {
                    [|V_table|][i] = i; // squares
                }

                [|V_x|] = s_shared;
            }
        }
        """,
        """
        partial class M
        {
            [Virtualized] static int x;
            [Virtualized] static int[] table = new int[9];
            static int s_shared;
            static void InitializeVnet() { }

            static M()
            {
                s_shared = 1; // stays
            }

            [VnetInit]
            private static void InitializeVnet2()
            {
                // Fills the table.
                for (int i = 0; i < 9; i++)
                {
                    V_table[i] = i; // squares
                }

                V_x = s_shared;
            }
        }
        """);

    [Fact]
    public Task TheFixIsNotOfferedWhereStatementsShareLocals() => Fix.OffersNothing(
        "partial class M { [Virtualized] static int x; static int s; static M() { int a = 1; [|V_x|] = a; s = a; } }");

    [Fact]
    public Task TheFixIsNotOfferedForReadonlyFields() => Fix.OffersNothing(
        "partial class M { [Virtualized] static readonly int x; static M() { [|x|] = 1; } }");
}
