using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0005NameCollisionAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0005NameCollisionTests
{
    [Theory]
    [InlineData("partial class M { [Virtualized] static int [|x|]; int V_x; }")]
    [InlineData("partial class M { [Virtualized] static int [|x|]; void V_x() { } }")]
    [InlineData("partial class M { [Virtualized] static int [|x|], V_x; }")]
    [InlineData("partial class M { [Virtualized] static partial event Action [|E|]; class V_E { } }")]
    [InlineData("partial class V_x { [Virtualized] static int [|x|]; }")]
    [InlineData("partial class M<V_x> { [Virtualized] static int [|x|]; }")]
    [InlineData("class B { protected static int V_x; } partial class M : B { [Virtualized] static int [|x|]; }")]
    [InlineData("partial class A { static int V_x; partial class M { [Virtualized] static int [|x|]; } }")]
    public Task ReportsATakenName(string source) => Rule.ReportsInBrokenCode(source);

    [Fact]
    public Task IgnoresNamesThatAreFree() => Rule.Ignores(
        """
        class B { private static int V_x; }
        partial class A { [Virtualized] public static int x; }
        partial class M : A { [Virtualized] new static int x; static int V_X, v_x; }
        partial class P { [Virtualized] static partial int X { get; set; } static int V_X; }
        class V_y { static int x; }
        """);
}
