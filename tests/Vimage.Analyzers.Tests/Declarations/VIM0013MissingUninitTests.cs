using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Declarations.VIM0013MissingUninitAnalyzer, Vimage.CodeFixes.Declarations.VIM0013MissingUninitCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0013MissingUninitAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0013MissingUninitTests
{
    [Fact]
    public Task ReportsWhatHasToBeReleased() => Rule.Reports(
        """
        partial class M
        {
            [Virtualized] static Timer? [|timer|];
            [Virtualized] static Thread? [|thread|];
            [Virtualized] static IDisposable [|d|] = null!;
            [Virtualized] static partial System.IO.Stream [|S|] { get; set; }
        }
        """);

    [Fact]
    public Task IgnoresTheRest() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized] static Task? task;
            [Virtualized] static Task<int>? other;
            [Virtualized] static List<Timer> list = new();
            static Timer? s_plain;
        }

        partial class Good
        {
            [Virtualized] static Timer? timer;
            [VnetUninit] static void Stop() => V_timer?.Dispose();
        }
        """);

    [Fact]
    public Task TheFixAddsAHookForAllOfThem() => Fix.Fixes(
        """
        partial class M
        {
            [Virtualized] static Timer? [|timer|];
            [Virtualized] static partial System.IO.Stream [|S|] { get; set; }
            static int Last() => 1;
        }
        """,
        """
        partial class M
        {
            [Virtualized] static Timer? timer;
            [Virtualized] static partial System.IO.Stream S { get; set; }
            static int Last() => 1;

            [VnetUninit]
            private static void UninitializeVnet()
            {
                V_timer?.Dispose();
                S?.Dispose();
            }
        }
        """);
}
