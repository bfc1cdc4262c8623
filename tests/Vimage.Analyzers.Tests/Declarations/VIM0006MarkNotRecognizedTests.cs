using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Declarations.VIM0006MarkNotRecognizedAnalyzer, Vimage.CodeFixes.Declarations.VIM0006MarkNotRecognizedCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0006MarkNotRecognizedAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0006MarkNotRecognizedTests
{
    [Fact]
    public Task ReportsAliases() => Rule.Reports(
        """
        using V = Vimage.VirtualizedAttribute;
        using Mod = Vimage.VnetModuleAttribute;
        using On = Vimage.VnetInitAttribute;
        [[|Mod|]("m")]
        partial class M
        {
            [[|V|]] static int x;
            [[|V|]] static partial int {|CS9248:P|} { get; set; }
            [[|On|]] static void Init() { }
        }
        """);

    [Fact]
    public Task ReportsAttributeTargets() => Rule.Reports(
        """
        partial class M
        {
            [field: [|Virtualized|]] static int X { get; set; }
            [field: Obsolete, [|Virtualized|]] static int y;
            [property: [|Virtualized|]] static int Z { get; set; }
            [method: [|VnetInit|]] static void Init() { }
        }
        """);

    [Fact]
    public Task ReportsOtherAttributesOfTheSameName() => Rule.Reports(
        """
        namespace Mine { class VirtualizedAttribute : Attribute; partial class M { [[|Virtualized|]] static int x; [[|Virtualized|]] static partial int P { get; set; } } }
        """);

    [Fact]
    public Task IgnoresTheNamesInAnyForm() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized] static int a;
            [VirtualizedAttribute] static int b;
            [global::Vimage.Virtualized] static int c;
            [field: Obsolete] static int E { get; set; }
        }
        """);

    [Fact]
    public Task TheFixWritesTheName() => Fix.Fixes(
        """
        using V = Vimage.VirtualizedAttribute;
        partial class M
        {
            [[|V|]] static int x;
            [[|V|](ByRef = true), Obsolete] static int z;
            [field: [|Virtualized|]] static int y;
        }
        """,
        """
        using V = Vimage.VirtualizedAttribute;
        partial class M
        {
            [Virtualized] static int x;
            [Virtualized(ByRef = true), Obsolete] static int z;
            [Virtualized] static int y;
        }
        """);
}
