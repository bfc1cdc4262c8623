using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Declarations.VIM0021IgnoredByRefAnalyzer, Vimage.CodeFixes.Declarations.VIM0021IgnoredByRefCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0021IgnoredByRefAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0021IgnoredByRefTests
{
    [Fact]
    public Task ReportsPropertiesByValue_AndEvents() => Rule.Reports(
        """
        partial class M
        {
            [[|Virtualized(ByRef = true)|]] static partial int A { get; set; }
            [[|Virtualized(Name = "m.b", ByRef = true)|]] static partial int B { get; } = 1;
            [[|Virtualized(ByRef = true)|]] static partial event Action C;
        }
        """);

    [Fact]
    public Task IgnoresWhatIsByReference_AndMarksThatDoNotAskForIt() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized(ByRef = true)] static int a;
            [Virtualized(ByRef = true)] static partial ref int B { get; }
            [Virtualized(ByRef = false)] static partial int C { get; set; }
            [Virtualized] static partial event Action D;
        }
        """);

    [Fact]
    public Task TheFixDropsByRef() => Fix.Fixes(
        """partial class M { [[|Virtualized(ByRef = true)|]] static partial int A { get; set; } [[|Virtualized(ByRef = true, Name = "m.b")|]] static partial int B { get; set; } }""",
        """partial class M { [Virtualized] static partial int A { get; set; } [Virtualized(Name = "m.b")] static partial int B { get; set; } }""");
}
