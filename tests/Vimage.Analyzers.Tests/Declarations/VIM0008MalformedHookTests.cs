using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Declarations.VIM0008MalformedHookAnalyzer, Vimage.CodeFixes.Declarations.VIM0008MalformedHookCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0008MalformedHookAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0008MalformedHookTests
{
    [Theory]
    [InlineData("[VnetInit] void [|A|]() { }")]
    [InlineData("[VnetInit] static void [|A|](int x) { }")]
    [InlineData("[VnetInit] static void [|A|](ref Vnet x) { }")]
    [InlineData("[VnetInit] static void [|A|](params Vnet[] x) { }")]
    [InlineData("[VnetUninit] static void [|A|](Vnet x, Vnet y) { }")]
    [InlineData("[VnetUninit] static int [|A|]() => 1;")]
    [InlineData("[VnetUninit] static Task [|A|]() => null!;")]
    [InlineData("[VnetInit] static async void [|A|]() => await Task.Yield();")]
    [InlineData("[VnetInit] static void [|A|]<T>() { }")]
    [InlineData("[VnetClone] void [|A|]() { }")]
    [InlineData("[VnetClone] static void [|A|](int x) { }")]
    [InlineData("[VnetInit, VnetUninit] static void [|A|]() { }")]
    [InlineData("static int P { [VnetInit] [|get|] => 1; }")]
    [InlineData("[VnetInit] public static M operator [|+|](M a, M b) => a;")]
    [InlineData("static void B() { [VnetInit] static void [|A|]() { } A(); }")]
    [InlineData("static Action B() => [|[VnetInit] () => { }|];")]
    public Task ReportsWhatCannotBeCalled(string member) => Rule.ReportsInBrokenCode($"partial class M {{ {member} }}");

    [Fact]
    public Task ReportsAbstractHooks() => Rule.ReportsInBrokenCode(
        "partial interface I { [VnetInit] static abstract void [|A|](); [VnetInit] static virtual void [|B|]() { } }");

    [Fact]
    public Task IgnoresGoodHooks() => Rule.Ignores(
        """
        partial class M
        {
            [VnetInit] static void A() { }
            [VnetInit] private protected static void B(Vnet vnet) { }
            [VnetInit] static void C(in Vnet vnet) { }
            [VnetUninit] internal static void D(Vnet? vnet = null) { }
            [VnetClone] static void E(Vnet source) { }
            int Other(int x) => x;
        }
        """);

    [Fact]
    public Task TheFixMakesAHookStatic() => Fix.Fixes(
        "partial class M { [VnetInit] private void [|A|]() { } }",
        "partial class M { [VnetInit] private static void A() { } }");

    [Fact]
    public Task TheFixLeavesPartialMethodsAlone() => Fix.OffersNothing(
        "partial class M { [VnetInit] partial void [|B|](); partial void B() { } }");
}
