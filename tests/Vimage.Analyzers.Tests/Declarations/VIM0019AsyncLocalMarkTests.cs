using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0019AsyncLocalMarkAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0019AsyncLocalMarkTests
{
    [Fact]
    public Task ReportsMarkedAsyncLocals() => Rule.Reports(
        "partial class M { [Virtualized] static readonly AsyncLocal<int> [|x|] = new(); [Virtualized] static partial AsyncLocal<string>? [|Y|] { get; set; } }");

    [Fact]
    public Task IgnoresWhatIsNoAsyncLocalOrNotMarked() => Rule.Ignores(
        """
        partial class M
        {
            static readonly AsyncLocal<int> s_x = new();
            [Virtualized] static ThreadLocal<int> y = new();
            [Virtualized] static Other.AsyncLocal<int>? z;
            [Virtualized] static int w;
        }

        namespace Other { class AsyncLocal<T>; }
        """);
}
