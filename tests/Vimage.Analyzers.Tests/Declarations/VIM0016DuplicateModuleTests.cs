using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0016DuplicateModuleAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0016DuplicateModuleTests
{
    [Fact]
    public Task ReportsTheSecondOfTheSameName() => Rule.Reports(
        """
        [VnetModule("a")] partial class A { }
        [[|VnetModule("a")|]] partial class B { }
        """);

    [Fact]
    public Task IgnoresDifferentNames() => Rule.Ignores(
        """
        [VnetModule("a")] partial class A { }
        [VnetModule("A")] partial class B { }
        partial class C<T> { [Virtualized] static int x; }
        partial class C { [Virtualized] static int x; }
        """);
}
