using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Flow.VIM0201ScopeNotDisposedAnalyzer, Vimage.CodeFixes.Flow.VIM0201ScopeNotDisposedCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Flow.VIM0201ScopeNotDisposedAnalyzer>;

namespace Vimage.Analyzers.Tests.Flow;

public sealed class VIM0201ScopeNotDisposedTests
{
    [Fact]
    public Task ReportsScopesThatNobodyDisposesOf() => Rule.Reports(
        """
        class M
        {
            void N(Vnet v)
            {
                [|v.Enter()|];
                _ = [|v.Enter()|];
                var a = [|v.EnterSync()|];
                [|CURVNET_SET(v)|];
                Action later = () => { [|v.Enter()|]; };
            }
        }
        """);

    [Fact]
    public Task IgnoresScopesThatEnd() => Rule.Ignores(
        """
        class M
        {
            VnetScope _kept;

            VnetScope N(Vnet v, Other o)
            {
                using (v.Enter()) { }
                using (var a = v.Enter()) { }
                using var b = v.EnterSync();
                using var c = CURVNET_SET(v);
                var d = v.Enter();
                d.Dispose();
                _kept = v.Enter();
                o.Enter();
                return v.Enter();
            }
        }

        class Other { public void Enter() { } }
        """);

    [Fact]
    public Task TheFix_AddsUsing() => Fix.Fixes(
        """
        class M
        {
            void N(Vnet v, int scope)
            {
                // comes first
                [|v.Enter()|]; // stays
                _ = [|v.EnterSync()|];
                var a = [|v.Enter()|];
            }
        }
        """,
        """
        class M
        {
            void N(Vnet v, int scope)
            {
                // comes first
                using var scope2 = v.Enter(); // stays
                using var scope3 = v.EnterSync();
                using var a = v.Enter();
            }
        }
        """);

    [Fact]
    public Task TheFix_IsNotOfferedWhereNoDeclarationCanBe() => Fix.OffersNothing(
        "class M { void N(Vnet v, bool b) { if (b) [|v.Enter()|]; } }");
}
