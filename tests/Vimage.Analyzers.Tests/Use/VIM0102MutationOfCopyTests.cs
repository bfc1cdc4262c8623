using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Use.VIM0102MutationOfCopyAnalyzer, Vimage.CodeFixes.Use.VIM0102MutationOfCopyCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Use.VIM0102MutationOfCopyAnalyzer>;

namespace Vimage.Analyzers.Tests.Use;

public sealed class VIM0102MutationOfCopyTests
{
    private const string Structs =
        """
        struct Inner { public int N; public void Reset() => N = 0; public int Read() => N; }
        struct S
        {
            public int F;
            public Inner I;
            public List<int> L;
            public int P { get; set; }
            public void Set() => F = 1;
            public void SetThis() => this = default;
            public void SetProperty() { this.P = 1; }
            public void Count() { if (F > 0) { F++; } }
            public void Out() => int.TryParse("1", out F);
            public void ByCall() => Set();
            public void ByInner() => I.Reset();
            public void Deconstruct() => (F, _) = (1, 2);
            public int Sum() => F + I.Read();
            public int Sum2() { int sum = 0; sum += F; return sum; }
            public void Add() => L.Add(F);
            public readonly void Nothing() { }
            public override string ToString() => "";
        }
        """;

    [Theory]
    [InlineData("Set()")]
    [InlineData("SetThis()")]
    [InlineData("SetProperty()")]
    [InlineData("Count()")]
    [InlineData("Out()")]
    [InlineData("ByCall()")]
    [InlineData("ByInner()")]
    [InlineData("Deconstruct()")]
    [InlineData("I.Reset()")]
    public Task ReportsCallsThatChangeTheStruct(string call) => Rule.Reports(
        Structs, $$"""partial class M { [Virtualized] static S s; void N() { [|V_s|].{{call}}; M.[|V_s|].{{call}}; ([|V_s|]).{{call}}; } }""");

    [Fact]
    public Task ReportsCallsOnCompiledStructs() => Rule.Reports(
        """
        partial class M
        {
            [Virtualized] static List<int>.Enumerator e;
            [Virtualized] static SpinLock l;
            static void N(ref bool taken) { [|V_e|].MoveNext(); [|V_l|].Enter(ref taken); }
        }
        """);

    [Theory]
    [InlineData("Sum()")]
    [InlineData("Sum2()")]
    [InlineData("Add()")]
    [InlineData("Nothing()")]
    [InlineData("ToString()")]
    [InlineData("GetHashCode()")]
    [InlineData("I.Read()")]
    public Task IgnoresCallsThatDoNot(string call) => Rule.Ignores(
        Structs, $$"""partial class M { [Virtualized] static S s; void N() { V_s.{{call}}; } }""");

    [Fact]
    public Task IgnoresVariablesAndObjects() => Rule.Ignores(
        Structs,
        """
        partial class M
        {
            [Virtualized(ByRef = true)] static S s;
            [Virtualized] static S[] a = new S[1];
            [Virtualized] static readonly S r;
            [Virtualized] static DateTime d;
            [Virtualized] static int? n;
            [Virtualized] static List<S> l = new();
            [Virtualized] static partial S P { get; set; }
            static S V_own { get; set; }
            void N() { V_s.Set(); V_a[0].Set(); V_r.Set(); V_d.AddDays(1); V_n.GetValueOrDefault(); V_l.Clear(); P.Set(); V_own.Set(); }
        }
        """);

    [Fact]
    public Task TheFixMakesTheAccessorByReference() => Fix.Fixes(
        [Structs, "partial class M { [Virtualized] internal static S s; }", "class O { void N() { M.[|V_s|].Set(); M.[|V_s|].I.Reset(); } }"],
        [Structs, "partial class M { [Virtualized(ByRef = true)] internal static S s; }", "class O { void N() { M.V_s.Set(); M.V_s.I.Reset(); } }"]);
}
