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
    public Task ALocalOrParameterHidesAsFarAsItsScopeGoes() => SourceFolder.Renames(
        """
        static class M
        {
            internal static int n;
            static M() => n = 1;
            static int F(int a) { { int n = a; n += M.n; } n += a; return n; }
            static int G() { int Inner(int n) => n + M.n; return Inner(n: n); }
            static int H(int n) { int Inner() => n; return Inner() + M.n; }
            static int I(int m = 1) => n + m;
            static System.Func<int, int> J() => n => n + M.n;
            static int K(int[] all) { foreach (int n in all) { all[n] = n; } return n; }
        }
        """,
        "M.n",
        """
        using Vimage;

        static partial class M
        {
            [Virtualized] internal static int n;
            static M() => V_n = 1;
            static int F(int a) { { int n = a; n += M.V_n; } V_n += a; return V_n; }
            static int G() { int Inner(int n) => n + M.V_n; return Inner(n: V_n); }
            static int H(int n) { int Inner() => n; return Inner() + M.V_n; }
            static int I(int m = 1) => V_n + m;
            static System.Func<int, int> J() => n => n + M.V_n;
            static int K(int[] all) { foreach (int n in all) { all[n] = n; } return V_n; }
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
        using Vimage;
        using static N.M;
        using A = N.M;

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
            [Virtualized(ByRef = true)] static P p, q;
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
                { var current = V_a; current += await F(2); V_a = current; }
                { var current = M.V_a; current -= await F(V_a); M.V_a = current; }
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
    public Task PatternsQueriesLambdasAndInitializers() => SourceFolder.Renames(
        """
        using System;
        using System.Linq;

        class Box { public int n; public Box(int n) => this.n = n; public Box() : this(M.n) { } }
        class Derived() : Box(M.n + 1) { int m = M.n; }
        static class M
        {
            internal static int n = 1;
            static int k = n + 1;
            static Box box = new() { n = n };
            static object F(int[] all)
            {
                Func<int> f = () => n;
                int Local() => n;
                foreach (int i in all) if (i is > 1 and var m && m > n) n = m;
                var query = from i in all let j = n where i > n orderby n select i + n + j;
                return (n switch { 1 => n, var other when other > n => 2, _ => n }, box is { n: 1 }, all[n], query, f, Local());
            }
        }
        """,
        "M.n",
        """
        using System;
        using System.Linq;
        using Vimage;

        class Box { public int n; public Box(int n) => this.n = n; public Box() : this(M.V_n) { } }
        class Derived() : Box(M.V_n + 1) { int m = M.V_n; }
        static partial class M
        {
            [Virtualized] internal static int n = 1;
            static int k = V_n + 1;
            static Box box = new() { n = V_n };
            static object F(int[] all)
            {
                Func<int> f = () => V_n;
                int Local() => V_n;
                foreach (int i in all) if (i is > 1 and var m && m > V_n) V_n = m;
                var query = from i in all let j = V_n where i > V_n orderby V_n select i + V_n + j;
                return (V_n switch { 1 => V_n, var other when other > V_n => 2, _ => V_n }, box is { n: 1 }, all[V_n], query, f, Local());
            }
        }
        """);

    [Fact]
    public Task NamesThatTuplesAndAnonymousTypesTakeFromAUseAreSpelledOut() => SourceFolder.Renames(
        """
        static class M
        {
            internal static int n;
            static int F()
            {
                var t = (n, M.n + 1);
                (int a, int b) u = (n, n);
                var v = new { n, other = n }.n;
                (n, u.a) = (u.b, n);
                return t.n + v;
            }
        }
        """,
        "n",
        """
        using Vimage;

        static partial class M
        {
            [Virtualized] internal static int n;
            static int F()
            {
                var t = (n: V_n, M.V_n + 1);
                (int a, int b) u = (V_n, V_n);
                var v = new { n = V_n, other = V_n }.n;
                (V_n, u.a) = (u.b, V_n);
                return t.n + v;
            }
        }
        """);

    [Fact]
    public Task TheColorColorCase_NestedAndGenericTypes() => SourceFolder.Renames(
        """
        enum Color { Red }
        class G<T>
        {
            internal static T value;
            internal static Color Color = Color.Red;
            class Inner { T F() => value; Color C() => Color; bool D() => Color == Color.Red && Color.HasFlag(Color.Red); }
            static int H() => G<int>.value + (int)G<string>.Color;
        }
        """,
        "G<T>.value G<T>.Color",
        """
        using Vimage;

        enum Color { Red }
        partial class G<T>
        {
            [Virtualized] internal static T value;
            [Virtualized] internal static Color Color = Color.Red;
            class Inner { T F() => V_value; Color C() => V_Color; bool D() => V_Color == Color.Red && V_Color.HasFlag(Color.Red); }
            static int H() => G<int>.V_value + (int)G<string>.V_Color;
        }
        """);

    [Fact]
    public Task WordsThatAreWrittenWithAnAtSignOrLikeKeywords() => SourceFolder.Renames(
        "static class M { internal static int @class, _x; static int F() => @class + M.@class + _x; }",
        "class _x",
        "using Vimage;\n\nstatic partial class M { [Virtualized] internal static int @class, _x; static int F() => V_class + M.V_class + V__x; }");

    [Fact]
    public async Task ThereAreStaticsInStructsRecordsInterfacesAndPartialTypes()
    {
        using SourceFolder folder = new(
            ("A.cs", "partial class C { static int a; int F() => a + b; }\ninterface I { static int i; int G() => i; }\n"),
            ("B.cs", "partial class C { static int b = a; }\nrecord R(int P) { static int r; int F() => r + P; }\nrecord struct Q { static int q; int F() => q; }\nref struct S { static int s; int F() => s; }\n"));
        await folder.RenameAsync("C.a C.b I.i R.r Q.q S.s");
        Assert.Equal(
            "using Vimage;\n\npartial class C { [Virtualized] static int a; int F() => V_a + V_b; }\npartial interface I { [Virtualized] static int i; int G() => V_i; }\n",
            folder["A.cs"]);
        Assert.Equal(
            "using Vimage;\n\npartial class C { [Virtualized] static int b = V_a; }\npartial record R(int P) { [Virtualized] static int r; int F() => V_r + P; }\n"
                + "partial record struct Q { [Virtualized] static int q; int F() => V_q; }\nref partial struct S { [Virtualized] static int s; int F() => V_s; }\n",
            folder["B.cs"]);
    }

    [Fact]
    public Task TheTextOfAnArgumentThatACalleeIsGivenStaysTheSame() => SourceFolder.Renames(
        """
        using System;
        using System.Diagnostics;
        using System.Runtime.CompilerServices;

        static class M
        {
            internal static object o = "";
            static string Text(object a, object b = null, [CallerArgumentExpression(nameof(a))] string text = "") => text;
            static void F()
            {
                ArgumentNullException.ThrowIfNull(o);
                Text(M.o, o);
                Text(o.ToString(), text: "given");
                Debug.Assert(o != null);
            }
        }
        """,
        "o",
        """
        using System;
        using System.Diagnostics;
        using System.Runtime.CompilerServices;
        using Vimage;

        static partial class M
        {
            [Virtualized] internal static object o = "";
            static string Text(object a, object b = null, [CallerArgumentExpression(nameof(a))] string text = "") => text;
            static void F()
            {
                ArgumentNullException.ThrowIfNull(V_o, paramName: nameof(o));
                Text(M.V_o, V_o, text: "M.o");
                Text(V_o.ToString(), text: "given");
                Debug.Assert(V_o != null);
            }
        }
        """);
}
