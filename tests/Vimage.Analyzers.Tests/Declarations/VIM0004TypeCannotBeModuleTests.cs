using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0004TypeCannotBeModuleAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0004TypeCannotBeModuleTests
{
    [Theory]
    [InlineData("file partial class [|M|] { [Virtualized] static int x; }")]
    [InlineData("file partial class A { internal partial class [|M|] { [Virtualized] static int x; } }")]
    [InlineData("partial interface [|I|]<in T> { [Virtualized] static int x; }")]
    [InlineData("partial interface [|I|]<out T> { [VnetInit] static void Init() { } }")]
    public Task ReportsTypesThatNothingCanBeAddedTo(string source) => Rule.Reports(source);

    [Fact]
    public Task IgnoresOtherTypes() => Rule.Ignores(
        """
        file class A { static int x; }
        interface I<in T> { static int y; }
        partial interface J<T> { [Virtualized] static int z; }
        """);
}
