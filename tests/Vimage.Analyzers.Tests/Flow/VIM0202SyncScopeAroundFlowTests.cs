using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Flow.VIM0202SyncScopeAroundFlowAnalyzer, Vimage.CodeFixes.Flow.VIM0202SyncScopeAroundFlowCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Flow.VIM0202SyncScopeAroundFlowAnalyzer>;

namespace Vimage.Analyzers.Tests.Flow;

public sealed class VIM0202SyncScopeAroundFlowTests
{
    private const string Helpers = "static class H { public static async Task WorkAsync() => await Task.Yield(); public static void Work() { } }";

    [Theory]
    [InlineData("Task.Run(H.Work);")]
    [InlineData("Task.Factory.StartNew(H.Work);")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => H.Work());")]
    [InlineData("new Thread(H.Work).Start();")]
    [InlineData("using var t = new Timer(_ => H.Work());")]
    [InlineData("Parallel.For(0, 3, _ => H.Work());")]
    [InlineData("var t = H.WorkAsync();")]
    [InlineData("if (true) { H.WorkAsync().ContinueWith(_ => H.Work()); }")]
    public Task ReportsWhatIsStartedInside(string code) => Rule.Reports(
        Helpers,
        $$"""
        class M
        {
            void A(Vnet v) { using ([|v.EnterSync()|]) { {{code}} } }
            void B(Vnet v) { using var scope = [|v.EnterSync()|]; {{code}} }
            void C(Vnet v) { using ([|CURVNET_SET(v)|]) { {{code}} } }
        }
        """);

    [Fact]
    public Task IgnoresWhatIsStartedElsewhere() => Rule.Ignores(
        Helpers,
        """
        class M
        {
            void N(Vnet v)
            {
                Task.Run(H.Work);
                using (v.EnterSync()) { H.Work(); Action later = () => Task.Run(H.Work); }
                using (v.Enter()) { Task.Run(H.Work); }
                using (v.EnterSync()) { using (v.Enter()) { Task.Run(H.Work); } }
                using (CURVNET_SET(v)) { H.Work(); }
                Task.Run(H.Work);
            }
        }
        """);

    [Fact]
    public Task TheFix_UsesTheScopeThatFlows() => Fix.Fixes(
        [Helpers, "class M { void A(Vnet v) { using ([|v.EnterSync()|]) { /* now */ Task.Run(H.Work); } using (var s = [|v . EnterSync()|]) Task.Run(H.Work); } }"],
        [Helpers, "class M { void A(Vnet v) { using (v.Enter()) { /* now */ Task.Run(H.Work); } using (var s = v . Enter()) Task.Run(H.Work); } }"]);

    [Fact]
    public Task TheFix_IsNotOfferedForCodeThatNeedsNoRuntime() => Fix.OffersNothing(
        "class M { void A(Vnet v) { using ([|CURVNET_SET(v)|]) { Task.Run(() => { }); } } }");

    [Fact]
    public Task TheFix_IsNotOfferedWhereTheTypeIsWritten() => Fix.OffersNothing(
        "class M { void A(Vnet v) { using VnetSyncScope s = [|v.EnterSync()|]; Task.Run(() => { }); } }");
}
