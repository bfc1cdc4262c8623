using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Use.VIM0103AddressOfValueAnalyzer, Vimage.CodeFixes.Use.VIM0103AddressOfValueCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Use.VIM0103AddressOfValueAnalyzer>;

namespace Vimage.Analyzers.Tests.Use;

public sealed class VIM0103AddressOfValueTests
{
    private const string Module =
        """
        struct Inner { public int N; public int P { get; set; } }
        unsafe struct S { public int F; public Inner I; public int P { get; set; } public int this[int i] { get => i; set { } } public fixed int B[2]; }
        static class Extensions { public static void Ext(this ref S s) { } public static void Val(this S s) { } }
        unsafe partial class M
        {
            [Virtualized] internal static int x;
            [Virtualized] internal static S s;
            [Virtualized] internal static readonly S r;
            internal static void Ref(ref int p) { }
            internal static void Out(out int p) => p = 0;
            internal static void In(in int p) { }
        }
        """;

    [Theory]
    [InlineData("M.Ref(ref M.[|V_x|]);")]
    [InlineData("M.Out(out M.[|V_x|]);")]
    [InlineData("M.In(in M.[|V_x|]);")]
    [InlineData("ref int a = ref M.[|V_x|];")]
    [InlineData("int* p = &M.[|V_x|];")]
    [InlineData("fixed (int* p = &M.[|V_x|]) { }")]
    [InlineData("M.[|V_s|].F = 1;")]
    [InlineData("M.[|V_s|].F++;")]
    [InlineData("M.[|V_s|].I.N += 1;")]
    [InlineData("M.[|V_s|].P = 1;")]
    [InlineData("M.[|V_s|].I.P = 1;")]
    [InlineData("M.[|V_s|][0] = 1;")]
    [InlineData("(M.[|V_s|].F, _) = (1, 2);")]
    [InlineData("M.Ref(ref M.[|V_s|].F);")]
    [InlineData("M.[|V_s|].Ext();")]
    [InlineData("M.[|V_s|].B[0] = 1;")]
    [InlineData("ref readonly S q = ref M.[|V_r|];")]
    public Task ReportsUsesThatNeedTheVariable(string statement) =>
        Rule.ReportsInBrokenCode(Module, $"unsafe class O {{ void N() {{ {statement} }} }}");

    [Fact]
    public Task IgnoresUsesThatNeedTheValue() => Rule.Ignores(
        Module,
        """
        partial class M
        {
            [Virtualized(ByRef = true)] internal static int y;
            [Virtualized] internal static int[] a = { 1 };
            [Virtualized] internal static Holder h = new();
        }
        class Holder { public S S; public int F; }
        class O
        {
            void N()
            {
                M.V_x = 1; M.V_x++; M.V_x += 2; (M.V_x, _) = (1, 2); M.In(M.V_x); M.V_s = default; M.V_s.Val();
                int f = M.V_s.F + M.V_s.P + M.V_s[0] + M.V_s.I.N;
                M.Ref(ref M.V_y); M.Ref(ref M.V_a[0]); M.V_a[0]++; M.V_h.F = 1; M.V_h.S.F = 1; M.Ref(ref M.V_h.F);
            }
        }
        """);

    [Fact]
    public Task TheFixMakesTheAccessorByReference() => Fix.Fixes(
        ["partial class M { [Virtualized] internal static int x; internal static void Ref(ref int p) { } }", "class O { void N() { M.Ref(ref {|CS0206:M.[|V_x|]|}); } }"],
        ["partial class M { [Virtualized(ByRef = true)] internal static int x; internal static void Ref(ref int p) { } }", "class O { void N() { M.Ref(ref M.V_x); } }"]);
}
