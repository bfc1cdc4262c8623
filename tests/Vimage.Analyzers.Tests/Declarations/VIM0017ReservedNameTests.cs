using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0017ReservedNameAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0017ReservedNameTests
{
    [Theory]
    [InlineData("class [|VnetView|] { }", "internal")]
    [InlineData("int [|VnetPrivateView|];", "private")]
    [InlineData("static void [|INIT_VNET_M|](object o) { }", "internal")]
    [InlineData("static int [|INIT_VNET_M|];", "internal")]
    [InlineData("class [|__VnetState|] { }", "private")]
    [InlineData("[Virtualized] static partial int [|_state|] { get; set; }", "private")]
    [InlineData("[Virtualized] static int [|__state|] = 1;", "private")]
    public Task ReportsNamesOfGeneratedMembers(string member, string accessibility) =>
        Rule.ReportsInBrokenCode($"partial class M {{ [Virtualized] {accessibility} static int x; {member} }}");

    [Fact]
    public Task IgnoresNamesThatAreFree() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized] static int x;
            static void INIT_VNET_M(int a, int b) { }
            static void INIT_VNET_OTHER(object o) { }
            class VnetView { }
            static int _state, __mine;
        }

        class Other { class VnetView { } int __VnetState; }
        """);
}
