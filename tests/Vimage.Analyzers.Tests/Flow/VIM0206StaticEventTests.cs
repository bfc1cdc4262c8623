using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Flow.VIM0206StaticEventAnalyzer, Vimage.CodeFixes.Flow.VIM0206StaticEventCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Flow.VIM0206StaticEventAnalyzer>;

namespace Vimage.Analyzers.Tests.Flow;

public sealed class VIM0206StaticEventTests
{
    [Fact]
    public Task ReportsHandlersThatBelongToAVnet() => Rule.Reports(
        """
        partial class M
        {
            [Virtualized] static int x;
            static event Action? E;

            [VnetInit] static void Start() { [|AppDomain.CurrentDomain.ProcessExit += (_, _) => { }|]; }

            void N() { [|Console.CancelKeyPress += (_, _) => V_x++|]; [|E += O|]; [|E += () => P()|]; E?.Invoke(); }

            void O() => V_x++;

            void P() { O(); P(); }
        }
        """);

    [Fact]
    public Task IgnoresOtherHandlersAndEvents() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized] static int x;
            [Virtualized] static partial event Action? E;
            event Action? F;

            void N(Vnet v)
            {
                Console.CancelKeyPress += (_, _) => { };
                Console.CancelKeyPress += (_, _) => v.Run(() => V_x++);
                Console.CancelKeyPress += (_, _) => InVnet(v);
                Console.CancelKeyPress -= (_, _) => V_x++;
                E += () => V_x++;
                F += () => V_x++;
                F?.Invoke();
            }

            static void InVnet(Vnet v) { using (v.EnterSync()) { V_x++; } }
        }
        """);

    [Fact]
    public Task TheFix_CapturesTheVnet() => Fix.Fixes(
        """
        partial class M
        {
            [Virtualized] static int x;

            void N()
            {
                // Ctrl+C
                [|Console.CancelKeyPress += (_, _) =>
                {
                    V_x++;
                }|];
            }
        }
        """,
        """
        partial class M
        {
            [Virtualized] static int x;

            void N()
            {
                // Ctrl+C
                var vnet = curvnet;
                Console.CancelKeyPress += (_, _) =>
                {
                    using var scope = CURVNET_SET(vnet);
                    V_x++;
                };
            }
        }
        """);
}
