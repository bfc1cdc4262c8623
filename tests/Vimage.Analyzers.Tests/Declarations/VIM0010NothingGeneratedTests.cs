using Vimage.Analyzers.Tests.Harness;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0010NothingGeneratedAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0010NothingGeneratedTests
{
    [Fact]
    public Task ReportsMarksThatTheGeneratorHasNotSeen() => Rule.ReportsWith(
        new TestOptions { HasGenerator = false },
        """
        partial class M
        {
            [Virtualized] static int [|x|];
            [Virtualized] static partial event Action {|CS9275:[|E|]|};
        }
        """);

    [Fact]
    public Task IgnoresWhatOtherRulesReport() => Rule.ReportsInBrokenCode(
        """
        using V = Vimage.VirtualizedAttribute;
        class M { [Virtualized] static int x; [Virtualized] const int y = 1; }
        partial class N { [V] static int x; [Virtualized] int y; [Virtualized] static int V_z, z; }
        """);

    [Fact]
    public Task IgnoresMarksWithAccessors() => Rule.Ignores(
        "partial class M { [Virtualized] static int x, y; [Virtualized] static partial event Action E; [Virtualized] static partial int P { get; } }");
}
