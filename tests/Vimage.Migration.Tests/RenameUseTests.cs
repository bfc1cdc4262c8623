using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>Uses are rewritten by what they are bound to.</summary>
public sealed class RenameUseTests
{
    [Fact]
    public Task LocalsParametersMembersAndTypesOfTheSameNameStay() => SourceFolder.Renames(
        """
        class x { public int y; }
        static class M
        {
            internal static int n;
            static int F(int n) { return n; }
            static int G() { int n = 1; { return n + M.n; } }
            static int H() => n + F(n: n) + new { n }.n;
            sealed class T { int n; int Get() => n + this.n + M.n; }
        }
        """,
        "M.n",
        """
        using Vimage;

        class x { public int y; }
        static partial class M
        {
            [Virtualized] internal static int n;
            static int F(int n) { return n; }
            static int G() { int n = 1; { return n + M.V_n; } }
            static int H() => V_n + F(n: V_n) + new { n = V_n }.n;
            sealed class T { int n; int Get() => n + this.n + M.V_n; }
        }
        """);

    [Fact]
    public Task StringsCommentsAndNameofStay_InterpolationsAndCrefsFollow() => SourceFolder.Renames(
        """
        /// <summary>See <see cref="count"/>.</summary>
        static class M
        {
            internal static int count = 1; // count
            /* count */ static string F() => "count" + nameof(count) + $"count {count}" + nameof(M.count);
        }
        """,
        "count",
        """
        using Vimage;

        /// <summary>See <see cref="V_count"/>.</summary>
        static partial class M
        {
            [Virtualized] internal static int count = 1; // count
            /* count */ static string F() => "count" + nameof(count) + $"count {V_count}" + nameof(M.count);
        }
        """);

    [Fact]
    public Task UsingStaticAliasesAndDerivedTypes() => SourceFolder.Renames(
        """
        using static N.M;
        using A = N.M;

        namespace N
        {
            class M { protected internal static int k; }
            class D : M { int F() => k + D.k + base.GetHashCode(); }
        }

        class User { int F() => k + A.k + N.M.k + global::N.M.k; }
        """,
        "N.M.k",
        """
        using static N.M;
        using A = N.M;
        using Vimage;

        namespace N
        {
            partial class M { [Virtualized] protected internal static int k; }
            class D : M { int F() => V_k + D.V_k + base.GetHashCode(); }
        }

        class User { int F() => V_k + A.V_k + N.M.V_k + global::N.M.V_k; }
        """);

    [Fact]
    public Task AUseThatNeedsTheVariableMakesTheAccessorByReference() => SourceFolder.Renames(
        """
        using System.Threading;

        struct P { public int X; public void Move() => X++; public readonly int Get() => X; }
        static class M
        {
            static int a, b;
            static P p, q, r;
            static void F(ref int i) { }
            static void G() { F(ref a); b++; p.X = 1; q.Move(); _ = r.Get() + r.X; }
        }
        """,
        "a b p q r",
        """
        using System.Threading;
        using Vimage;

        struct P { public int X; public void Move() => X++; public readonly int Get() => X; }
        static partial class M
        {
            [Virtualized(ByRef = true)] static int a;
            [Virtualized] static int b;
            [Virtualized(ByRef = true)] static P p;
            [Virtualized(ByRef = true)] static P q;
            [Virtualized] static P r;
            static void F(ref int i) { }
            static void G() { F(ref V_a); V_b++; V_p.X = 1; V_q.Move(); _ = V_r.Get() + V_r.X; }
        }
        """);

    [Fact]
    public Task AnAwaitedValueForAVariableByReferenceIsHoisted_InTheSameOrder() => SourceFolder.Renames(
        """
        using System.Threading;
        using System.Threading.Tasks;

        static class M
        {
            static int a;
            static Task<int> F(int i) => Task.FromResult(i);
            static async Task G()
            {
                Interlocked.Increment(ref a);
                a = await F(a);
                a += await F(2);
                M.a -= await F(a);
            }
        }
        """,
        "a",
        """
        using System.Threading;
        using System.Threading.Tasks;
        using Vimage;

        static partial class M
        {
            [Virtualized(ByRef = true)] static int a;
            static Task<int> F(int i) => Task.FromResult(i);
            static async Task G()
            {
                Interlocked.Increment(ref V_a);
                { var awaited = await F(V_a); V_a = awaited; }
                { var before = V_a; var awaited = await F(2); V_a = before + awaited; }
                { var before = M.V_a; var awaited = await F(V_a); M.V_a = before - awaited; }
            }
        }
        """);

    [Fact]
    public Task PropertiesAndEventsBecomePartialAndKeepTheirNames() => SourceFolder.Renames(
        """
        using System;

        public static class M
        {
            public static int Count { get; private set; } = 5;
            public static event Action Changed;
            public static void F() { Count++; Changed += F; Changed?.Invoke(); if (Changed != null) Changed(); Changed = null; }
        }
        """,
        "M.Count M.Changed",
        """
        using System;
        using Vimage;

        public static partial class M
        {
            [Virtualized] public static partial int Count { get; private set; } = 5;
            [Virtualized] public static partial event Action Changed;
            public static void F() { Count++; Changed += F; V_Changed?.Invoke(); if (V_Changed != null) V_Changed(); V_Changed = null; }
        }
        """);

    [Fact]
    public Task DisabledBranchesAreRenamedByWhatStandsAround() => SourceFolder.Renames(
        """
        static class M
        {
            internal static int n;
            static int F()
            {
        #if OFF
                Log("n", n, M.n, Other.n); // n
                return n;
        #else
                return n + 1;
        #endif
            }
            static int G(int n)
            {
        #if OFF
                return n;
        #endif
                return n;
            }
        }
        class Other
        {
        #if OFF
            int n; int F() => n + M.n;
        #endif
        }
        """,
        "M.n",
        """
        using Vimage;

        static partial class M
        {
            [Virtualized] internal static int n;
            static int F()
            {
        #if OFF
                Log("n", V_n, M.V_n, Other.n); // n
                return V_n;
        #else
                return V_n + 1;
        #endif
            }
            static int G(int n)
            {
        #if OFF
                return n;
        #endif
                return n;
            }
        }
        class Other
        {
        #if OFF
            int n; int F() => n + M.n;
        #endif
        }
        """);

    [Fact]
    public Task OuterTypesAttributesCommentsAndLineEndsAreKept() => SourceFolder.Renames(
        "// head\r\nnamespace N;\r\n\r\n/// <summary>Doc.</summary>\r\ninternal class Outer\r\n{\r\n    private struct Inner\r\n    {\r\n        // why\r\n        [System.Obsolete] internal static int a = 1, b = 2; // c\r\n    }\r\n\r\n    int F() => Inner.a + Inner.b;\r\n}\r\n",
        "Inner.b",
        "// head\r\nusing Vimage;\r\n\r\nnamespace N;\r\n\r\n/// <summary>Doc.</summary>\r\ninternal partial class Outer\r\n{\r\n    private partial struct Inner\r\n    {\r\n        // why\r\n        [System.Obsolete] internal static int a = 1;\r\n        [Virtualized] [System.Obsolete] internal static int b = 2; // c\r\n    }\r\n\r\n    int F() => Inner.a + Inner.V_b;\r\n}\r\n");
}
