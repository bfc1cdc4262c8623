using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Declarations.VIM0001TypeNotPartialAnalyzer, Vimage.CodeFixes.Declarations.VIM0001TypeNotPartialCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0001TypeNotPartialAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0001TypeNotPartialTests
{
    [Theory]
    [InlineData("class [|M|] { [Virtualized] static int x; }")]
    [InlineData("struct [|M|] { [Virtualized] static int x; }")]
    [InlineData("interface [|M|] { [Virtualized] static int x; }")]
    [InlineData("record [|M|] { [Virtualized] static int x; }")]
    [InlineData("readonly record struct [|M|](int A) { [Virtualized] static int x; }")]
    [InlineData("static class [|M|] { [VnetInit] static void Init() { } }")]
    [InlineData("[VnetModule(\"m\")] static class [|M|] { }")]
    public Task ReportsAnyKindOfTypeWithAMark(string source) => Rule.Reports(source);

    [Fact]
    public Task ReportsEachTypeAround() => Rule.Reports(
        "class [|A|] { partial class B { struct [|C|] { partial class D { [Virtualized] static int x; } } } }");

    [Fact]
    public Task IgnoresPartialTypes() => Rule.Ignores(
        "partial class A { partial class B { [Virtualized] static int x; } }",
        "partial class A { }");

    [Fact]
    public Task IgnoresTypesBesideAModule() => Rule.Ignores(
        "class A { static int x; class C { } } partial class B { [Virtualized] static int x; class D { static int y; } }");

    [Fact]
    public Task TheFixMakesAllTypesPartial() => Fix.Fixes(
        """
        public class [|A|] // comment
        {
            internal readonly struct [|B|]
            {
                [Virtualized] static int x;
            }
            sealed record class [|C|] { [Virtualized] static int x; }
        }
        """,
        """
        public partial class A // comment
        {
            internal readonly partial struct B
            {
                [Virtualized] static int x;
            }
            sealed partial record class C { [Virtualized] static int x; }
        }
        """);
}
