using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Declarations.VIM0002MarkOnUnsupportedMemberAnalyzer, Vimage.CodeFixes.Declarations.VIM0002MarkOnUnsupportedMemberCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0002MarkOnUnsupportedMemberAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0002MarkOnUnsupportedMemberTests
{
    [Theory]
    [InlineData("[Virtualized] int [|x|];")]
    [InlineData("[Virtualized] const int [|x|] = 1;")]
    [InlineData("[Virtualized] int [|X|] { get; set; }")]
    [InlineData("[Virtualized] static int [|X|] { get; set; }")]
    [InlineData("[Virtualized] static int [|X|] => 1;")]
    [InlineData("[Virtualized] static int [|X|] { get => 1; set { } }")]
    [InlineData("[Virtualized] static event Action [|X|];")]
    [InlineData("[Virtualized] event Action [|X|];")]
    [InlineData("[Virtualized] static event Action [|X|] { add { } remove { } }")]
    [InlineData("[Virtualized] int [|this|][int i] => i;")]
    public Task ReportsWhatAVnetCannotHave(string member) => Rule.Reports($"partial class M {{ {member} }}");

    [Theory]
    [InlineData("[Virtualized] static partial int [|X|] { set; }")]
    [InlineData("[Virtualized] static extern partial int [|X|] { get; set; }")]
    [InlineData("[Virtualized] static partial int [|X|] { get; set; } static partial int X { get => 1; set { } }")]
    [InlineData("[Virtualized] static partial int {|CS9248:[|X|]|} { get => 1; }")]
    public Task ReportsPropertiesThatCannotBeImplemented(string member) =>
        Rule.ReportsInBrokenCode($"partial class M {{ {member.Replace("{|CS9248:[|X|]|}", "[|X|]")} }}");

    [Fact]
    public Task ReportsStaticVirtualMembersOfInterfaces() =>
        Rule.ReportsInBrokenCode("partial interface I { [Virtualized] static virtual partial int [|X|] { get; set; } }");

    [Fact]
    public Task ReportsExtensionBlocks() => Rule.ReportsInBrokenCode(
        "static class E { extension(string s) { [Virtualized] static partial int [|X|] { get; set; } } }");

    [Fact]
    public Task ReportsParametersOfRecords() => Rule.Reports("partial record R([property: Virtualized] int [|X|]);");

    [Fact]
    public Task IgnoresWhatAVnetCanHave() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized] static int a, b = 2;
            [Virtualized(ByRef = true)] static readonly int[] c = { 1 };
            [Virtualized] public static partial int P { get; private set; } = 5;
            [Virtualized] static partial ref int R { get; }
            [Virtualized] static partial event Action E;
            const int K = 1;
            int _own;
            static int Other { get; set; }
        }
        """);

    [Fact]
    public Task TheFixMakesPropertiesAndEventsPartial() => Fix.Fixes(
        ["""
        class C
        {
            /// <summary>A property.</summary>
            [Virtualized] public static int [|X|] { get; private set; } = 5; // five
            [Virtualized] public static event Action [|E|];
        }
        """],
        ["""
        partial class C
        {
            /// <summary>A property.</summary>
            [Virtualized] public static partial int X { get; private set; } = 5; // five
            [Virtualized] public static partial event Action E;
        }
        """],
        "VIM0002.Partial");

    [Fact]
    public Task TheFixRemovesTheMark() => Fix.Fixes(
        ["""
        partial class C
        {
            // A comment.
            [Virtualized]
            const int [|A|] = 1;

            [Virtualized] /* why */ const int [|B|] = 1;
            [Obsolete, Virtualized] int [|c|];
            [Virtualized, Obsolete("d")]
            int [|d|];
        }
        """],
        ["""
        partial class C
        {
            // A comment.
            const int A = 1;

             /* why */ const int B = 1;
            [Obsolete] int c;
            [Obsolete("d")]
            int d;
        }
        """],
        "VIM0002.Remove");

    [Fact]
    public Task TheFixDoesNotOfferPartialWhereItWouldNotHelp() => Fix.OffersNothing(
        "partial class C { [Virtualized] const int [|A|] = 1; }", "VIM0002.Partial");
}
