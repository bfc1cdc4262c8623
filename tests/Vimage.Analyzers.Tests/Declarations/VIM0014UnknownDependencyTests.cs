using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0014UnknownDependencyAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0014UnknownDependencyTests
{
    [Fact]
    public Task ReportsNamesThatNoModuleHas() => Rule.Reports(
        """
        [VnetModule("a", DependsOn = new[] { "b", [|"c"|], "N.Own" })] partial class A { }
        [VnetModule("b", DependsOn = [[|"A"|]])] partial class B { }
        namespace N { partial class Own { [Virtualized] static int x; } }
        """);

    [Fact]
    public Task IgnoresModulesByAnyOfTheirNames() => Rule.Ignores(
        """
        [VnetModule("a", DependsOn = ["N.Outer`1.Inner", "b"])] partial class A { }
        [VnetModule("b")] partial class B { }
        namespace N { partial class Outer<T> { partial class Inner { [VnetInit] static void I() { } } } }
        """);
}
