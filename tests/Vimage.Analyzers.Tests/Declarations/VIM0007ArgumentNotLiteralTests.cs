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
    public Task ReportsNamesOfVariablesThatTheGeneratorCannotRead() => Rule.Reports(
        """
        partial class M
        {
            [Virtualized(Name = [|nameof(M)|])] static int a;
            [Virtualized(Name = [|""|])] static partial int B { get; set; }
        }
        """);

    // The generator, which can't read them, emits an error of its own.
    [Theory]
    [InlineData("[VnetInit([|Early|])]")]
    [InlineData("[VnetInit(subsystem: [|Early + 1|], order: VnetOrder.Third)]")]
    [InlineData("[VnetUninit(order: [|Early|])]")]
    [InlineData("[VnetInit(VnetSubsystem.Tables, [|2 * 3|])]")]
    [InlineData("[VnetInit([|Other.VnetSubsystem.First|])]")]
    [InlineData("[VnetInit([|S.Tables|])]")]
    public Task ReportsPositionsOfHooksThatTheGeneratorCannotRead(string mark) => Rule.ReportsInBrokenCode(
        $$"""
        using S = Vimage.VnetSubsystem;
        partial class M { const int Early = 7; {{mark}} static void Start() { } }
        namespace Other { static class VnetSubsystem { public const int First = 3; } }
        """);

    [Fact]
    public Task IgnoresPositionsThatTheGeneratorCanRead() => Rule.Ignores(
        """
        partial class M
        {
            [VnetInit] static void A() { }
            [VnetInit(5, -3)] static void B() { }
            [VnetInit(order: VnetOrder.First, subsystem: Vimage.VnetSubsystem.Tables + (0x10 - 1))] static void C() { }
            [VnetUninit(global::Vimage.VnetSubsystem.Last)] static void D() { }
            [VnetClone] static void E() { }
        }
        """);

    [Fact]
    public Task TheFixWritesTheNumberOfAPosition() => Fix.FixesBrokenCode(
        "partial class M { const int Early = 7; [VnetInit([|Early + 1|], /* last */ order: [|-Early|])] static void Start() { } }",
        "partial class M { const int Early = 7; [VnetInit(8, /* last */ order: -7)] static void Start() { } }");

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
