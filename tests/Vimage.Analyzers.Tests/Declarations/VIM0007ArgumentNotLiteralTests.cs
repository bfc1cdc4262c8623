using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Declarations.VIM0007ArgumentNotLiteralAnalyzer, Vimage.CodeFixes.Declarations.VIM0007ArgumentNotLiteralCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0007ArgumentNotLiteralAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0007ArgumentNotLiteralTests
{
    [Fact]
    public Task ReportsWhatHasToBeComputed() => Rule.Reports(
        """
        [VnetModule([|Names.A|], DependsOn = new[] { "x", [|nameof(M)|], [|""|] })]
        partial class M
        {
            const bool Yes = true;
            [Virtualized(ByRef = [|Yes|])] static int a;
            [Virtualized(ByRef = [|!false|])] static int b;
            [Virtualized(ByRef = [|!false|])] static partial int P { get; set; }
        }

        [VnetModule([|""|])] partial class N { }

        static class Names { public const string A = "a"; }
        """);

    [Fact]
    public Task IgnoresLiterals() => Rule.Ignores(
        """
        [VnetModule("a", DependsOn = ["b", @"c"])]
        partial class M { [Virtualized(ByRef = true)] static int a; [Virtualized(ByRef = false)] static int b; [Virtualized()] static int c; }
        [VnetModule("d", DependsOn = new string[] { "e" })] partial class N { }
        [VnetModule("f", DependsOn = null)] partial class O { }
        """);

    [Fact]
    public Task TheFixWritesTheValue() => Fix.Fixes(
        """
        [VnetModule([|Names.A|], DependsOn = new[] { [|nameof(M)|] })]
        partial class M
        {
            const bool Yes = true;
            [Virtualized(ByRef = [|Yes|])] static int a;
        }

        static class Names { public const string A = "a\"b"; }
        """,
        """
        [VnetModule("a\"b", DependsOn = new[] { "M" })]
        partial class M
        {
            const bool Yes = true;
            [Virtualized(ByRef = true)] static int a;
        }

        static class Names { public const string A = "a\"b"; }
        """);
}
