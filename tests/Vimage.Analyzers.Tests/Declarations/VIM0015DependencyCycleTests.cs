using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0015DependencyCycleAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0015DependencyCycleTests
{
    [Fact]
    public Task ReportsEachModuleOnTheCircle() => Rule.Reports(
        """
        [VnetModule("a", DependsOn = ["x", [|"b"|]])] partial class A { }
        [VnetModule("b", DependsOn = [[|"c"|]])] partial class B { }
        [VnetModule("c", DependsOn = [[|"a"|]])] partial class C { }
        [VnetModule("d", DependsOn = ["a"])] partial class D { }
        [VnetModule("e", DependsOn = [[|"e"|]])] partial class E { }
        [VnetModule("x")] partial class X { }
        """);

    [Fact]
    public Task IgnoresOrdersWithoutOne() => Rule.Ignores(
        """
        [VnetModule("a", DependsOn = ["b", "c"])] partial class A { }
        [VnetModule("b", DependsOn = ["c"])] partial class B { }
        [VnetModule("c")] partial class C { }
        """);
}
