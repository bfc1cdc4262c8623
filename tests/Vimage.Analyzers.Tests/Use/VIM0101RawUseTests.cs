using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Use.VIM0101RawUseAnalyzer, Vimage.CodeFixes.Use.VIM0101RawUseCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Use.VIM0101RawUseAnalyzer>;

namespace Vimage.Analyzers.Tests.Use;

public sealed class VIM0101RawUseTests
{
    [Fact]
    public Task ReportsAnyUse() => Rule.Reports(
        """
        using static Counter;
        /// <summary>See <see cref="Counter.[|count|]"/> and <see cref="[|total|]"/>.</summary>
        partial class Counter
        {
            [Virtualized] internal static int count, total = [|count|] + 1;
            [Virtualized] internal static List<int> list = new();
            static int s_other = [|count|];
            static int Old { get; } = [|count|];
            int _x = [|count|];
            Counter(int a) { }
            Counter() : this([|count|]) { [|list|].Add([|total|]); }
            static string Name(string s = nameof([|count|])) => s;
            [Obsolete(nameof([|total|]))]
            static ref int Ref() => ref [|count|];
            static void Swap(ref int a, out int b) => b = a;
            static void M() { Swap(ref [|count|], out Counter.[|total|]); Action f = () => [|count|]++; }
        }

        class Other
        {
            int _y = Counter.[|count|];
            object M() => new Holder { A = [|total|], L = { global::Counter.[|count|] } };
            async Task N() { [|count|] = await Task.FromResult(1); (int a, Counter.[|total|]) = (1, [|list|].Count); }
        }

        class Holder { public int A; public List<int> L = new(); }
        """);

    [Fact]
    public Task ReportsUsesInOtherFilesAndInitializersOfProperties() => Rule.Reports(
        "partial class M { [Virtualized] static int x; }",
        "partial class M { [Virtualized] static partial int P { get; set; } = [|x|]; [Virtualized] static partial int Q { get; } = M.[|x|] + [|x|]; }");

    [Fact]
    public Task IgnoresAccessorsAndOrdinaryStatics() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized] static int x;
            [Virtualized] static readonly int[] table;
            static int y, V_z;
            static M() { table = new int[1]; y = V_x; }
            void N(int x) { x++; V_x++; string s = nameof(V_x); M.V_x = y; V_z = 1; }
            [Virtualized] static partial int P { get; set; }
            int Q => P;
        }
        """);

    [Fact]
    public Task TheFixUsesTheAccessor() => Fix.Fixes(
        ["""
        partial class M
        {
            [Virtualized] internal static int x, @class;
            /// <see cref="[|x|]"/>
            int N() => /* a */ [|x|] /* b */ + M.[|x|] + [|@class|]; // c
        }
        """, "class Other { int _y = M.[|x|]; string s = nameof(M.[|x|]); }"],
        ["""
        partial class M
        {
            [Virtualized] internal static int x, @class;
            /// <see cref="V_x"/>
            int N() => /* a */ V_x /* b */ + M.V_x + V_class; // c
        }
        """, "class Other { int _y = M.V_x; string s = nameof(M.V_x); }"]);

    [Fact]
    public Task TheFixMakesAccessorsByReferenceWhereTheVariableIsNeeded() => Fix.Fixes(
        ["""
        struct S { public int F; public void Inc() => F++; public int Get() => F; }
        partial class M
        {
            [Virtualized] internal static int x;
            [Virtualized] internal static S s;
            [Virtualized] internal static S t;
            [Virtualized] internal static S u;
            [Virtualized()] internal static int[] a = { 1 };
        }
        """, """
        class Other
        {
            void N(ref int p)
            {
                N(ref M.[|x|]);
                M.[|s|].F = 1;
                M.[|t|].Inc();
                M.[|u|] = new S { F = M.[|u|].Get() };
                N(ref M.[|a|][0]);
                Interlocked.Increment(ref M.[|x|]);
            }
        }
        """],
        ["""
        struct S { public int F; public void Inc() => F++; public int Get() => F; }
        partial class M
        {
            [Virtualized(ByRef = true)] internal static int x;
            [Virtualized(ByRef = true)] internal static S s;
            [Virtualized(ByRef = true)] internal static S t;
            [Virtualized] internal static S u;
            [Virtualized()] internal static int[] a = { 1 };
        }
        """, """
        class Other
        {
            void N(ref int p)
            {
                N(ref M.V_x);
                M.V_s.F = 1;
                M.V_t.Inc();
                M.V_u = new S { F = M.V_u.Get() };
                N(ref M.V_a[0]);
                Interlocked.Increment(ref M.V_x);
            }
        }
        """]);
}
