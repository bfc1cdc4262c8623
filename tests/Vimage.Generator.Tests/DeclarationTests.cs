using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>Every form of declaration that real code has, compiled and run in all three modes.</summary>
public sealed class DeclarationTests
{
    [Fact]
    public Task AFieldInAStaticClass() => ThreeModes.RunsTheSame(
        "3",
        """
        static partial class Counter
        {
            [Virtualized] internal static int count;
        }

        public static class Test
        {
            public static string Run()
            {
                Counter.V_count = 0;
                Counter.V_count++;
                Counter.V_count += 2;
                return Counter.V_count.ToString();
            }
        }
        """);

    [Fact]
    public Task SeveralDeclaratorsInOneDeclaration() => ThreeModes.RunsTheSame(
        "0 2 5",
        """
        static partial class M
        {
            [Virtualized] internal static int a, b = 2, c = V_b + 3;
        }

        public static class Test
        {
            public static string Run() => $"{M.V_a} {M.V_b} {M.V_c}";
        }
        """);

    [Theory]
    [InlineData("class M")]
    [InlineData("struct M")]
    [InlineData("record M")]
    [InlineData("record struct M")]
    [InlineData("readonly struct M")]
    [InlineData("ref struct M")]
    [InlineData("abstract class M")]
    [InlineData("sealed class M")]
    [InlineData("interface M")]
    public Task AnyKindOfType(string head) => ThreeModes.RunsTheSame(
        "7 8",
        $$"""
        {{head.Replace("class", "partial class").Replace("record struct", "partial record struct").Replace("readonly struct", "readonly partial struct").Replace("ref struct", "ref partial struct").Replace("interface", "partial interface").Replace("record M", "partial record M").Replace("record partial struct", "record struct").Replace("struct M", head == "struct M" ? "partial struct M" : "struct M")}}
        {
            [Virtualized] internal static int x = 7;
            [Virtualized] private static int y;
            internal static int Next() => V_y = V_x + 1;
        }

        public static class Test
        {
            public static string Run()
            {
                M.V_x = 7;
                return $"{M.V_x} {M.Next()}";
            }
        }
        """);

    [Fact]
    public Task NestedTypesOfAnyAccessibility() => ThreeModes.RunsTheSame(
        "1 2 3",
        """
        namespace A.B
        {
            public partial class Outer
            {
                private static partial class Hidden
                {
                    [Virtualized] internal static int x = 1;
                    internal partial struct Deep { [Virtualized] internal static int z = 3; }
                }

                protected partial class Inner { [Virtualized] internal static int y = V(); static int V() => Hidden.V_x + 1; }

                public static string Show() => $"{Hidden.V_x} {Inner.V_y} {Hidden.Deep.V_z}";
            }
        }

        public static class Test
        {
            public static string Run() => A.B.Outer.Show();
        }
        """);

    [Fact]
    public Task AccessFromDerivedAndNestedTypes() => ThreeModes.RunsTheSame(
        "10 11 12",
        """
        public partial class Base
        {
            [Virtualized] protected static int level = 10;
            [Virtualized] internal static int other = 11;
        }

        public class Derived : Base
        {
            public static string Show() => $"{V_level} {V_other} {Nested.Read()}";
            class Nested { public static int Read() => V_level + 2; }
        }

        public static class Test
        {
            public static string Run() => Derived.Show();
        }
        """);

    [Fact]
    public Task ATypeSplitOverFilesWithDifferentUsings() => ThreeModes.RunsTheSame(
        "3 4 x",
        """
        // no usings
        using Vimage;
        using L = System.Collections.Generic.List<int>;
        namespace N;
        static partial class M { [Virtualized] internal static L a = new() { 1, 2, 3 }; }
        """,
        """
        // no usings
        namespace N
        {
            using Vimage;
            using System.Text;
            using L = System.Text.StringBuilder;
            static partial class M { [Virtualized] internal static L b = new("x"); [Virtualized] internal static int n = V_a.Count + 1; }
        }
        """,
        """
        public static class Test
        {
            public static string Run() => $"{N.M.V_a.Count} {N.M.V_n} {N.M.V_b}";
        }
        """);

    [Fact]
    public Task GenericTypesHaveStatePerClosedType() => ThreeModes.RunsTheSame(
        "1 2 Int32 String",
        """
        public partial class Cache<T> where T : notnull
        {
            [Virtualized] internal static int hits;
            [Virtualized] internal static readonly string name = typeof(T).Name;
            internal partial struct Inner<U> { [Virtualized] internal static Dictionary<T, U> map = new(); }
        }

        public static class Test
        {
            public static string Run()
            {
                Cache<int>.V_hits = 1;
                Cache<string>.V_hits = 2;
                Cache<int>.Inner<string>.V_map[3] = "x";
                return $"{Cache<int>.V_hits} {Cache<string>.V_hits} {Cache<int>.V_name} {Cache<string>.V_name}";
            }
        }
        """);

    [Fact]
    public Task ConstraintsOfGenericInterfaces() => ThreeModes.RunsTheSame(
        "5",
        """
        public partial interface I<T, U> where T : class
        {
            [Virtualized] static int x = 5;
        }

        public static class Test
        {
            public static string Run() => I<string, int>.V_x.ToString();
        }
        """);

    [Fact]
    public Task NamesThatNeedCare() => ThreeModes.RunsTheSame(
        "1 2 3 4 5 6 Red",
        """
        public enum Color { Red }

        static partial class M
        {
            [Virtualized] internal static int @class = 1;
            [Virtualized] internal static int value = 2;
            [Virtualized] internal static int field = 3;
            [Virtualized] internal static int _under = 4;
            [Virtualized] internal static int state = 5;
            [Virtualized] internal static int vnet = 6;
            [Virtualized] internal static int __state = V_vnet;
            [Virtualized] internal static Color Color = Color.Red;
        }

        public static class Test
        {
            public static string Run() =>
                $"{M.V_class} {M.V_value} {M.V_field} {M.V__under} {M.V_state} {M.V_vnet} {M.V_Color}";
        }
        """);

    [Fact]
    public Task APrivateNestedTypeAsTheFieldsType() => ThreeModes.RunsTheSame(
        "9",
        """
        public static partial class M
        {
            private sealed class Node { public int N = 9; public Node? Next; }
            [Virtualized] private static Node? head = new();
            [Virtualized] public static int other;
            public static int Read() { var m = INIT_VNET_M(Vnet.Current); return m.V_head!.N + m.V_other; }
        }

        public static class Test
        {
            public static string Run() => M.Read().ToString();
        }
        """);

    [Fact]
    public Task AFieldThatHidesAnInheritedOne() => ThreeModes.RunsTheSame(
        "1 2",
        """
        public partial class A { [Virtualized] public static int x = 1; }
        public partial class B : A { [Virtualized] public new static int x = 2; }

        public static class Test
        {
            public static string Run() => $"{A.V_x} {B.V_x}";
        }
        """);

    [Fact]
    public Task ConditionalCompilationAroundAndInsideDeclarations() => ThreeModes.RunsTheSame(
        "1 2 20",
        """
        #define ON
        using System; using Vimage;
        static partial class M
        {
        #if ON
            [Virtualized] internal static int a = 1;
        #else
            [Virtualized] internal static string a = "off";
        #endif
            [Virtualized] internal static int[] b =
            {
        #if OFF
                10,
        #else
                20, /* a comment */
        #endif
                30, // another
            };
        }

        public static class Test
        {
            public static string Run() => $"{M.V_a} {M.V_b.Length} {M.V_b[0]}";
        }
        """.Insert(0, "// no usings\n"));

    [Fact]
    public Task PointersAndFunctionPointers() => ThreeModes.RunsTheSame(
        "True 42",
        """
        unsafe static partial class M
        {
            [Virtualized] internal static int* p;
            [Virtualized] internal static delegate*<int> f = &Answer;
            [Virtualized] internal static int size = sizeof(int*);
            static int Answer() => 42;
        }

        public static unsafe class Test
        {
            public static string Run() => $"{M.V_p == null} {M.V_f()}";
        }
        """);

    [Fact]
    public Task VolatileFieldsStayVolatile() => ThreeModes.RunsTheSame(
        "1 True",
        """
        static partial class M
        {
            [Virtualized] internal static volatile int x = 1;
            [Virtualized] internal static volatile bool stop;
        }

        public static class Test
        {
            public static string Run()
            {
                Vnet vnet = Vnet.Current;
                Thread t = new(() => { while (!M.V_stop) { } });
                t.Start();
                M.V_stop = true;
                return $"{M.V_x} {t.Join(10000)}";
            }
        }
        """);

    [Fact]
    public Task AReadOnlyFieldHasNoSetter() => ThreeModes.RunsTheSame(
        "3 6",
        """
        static partial class M
        {
            [Virtualized] internal static readonly int[] table = { 1, 2, 3 };
            [Virtualized(ByRef = true)] internal static readonly (int A, int B) pair = (2, 4);
        }

        public static class Test
        {
            static int Sum(in (int A, int B) p) => p.A + p.B;
            public static string Run()
            {
                ref readonly (int A, int B) p = ref M.V_pair;
                return $"{M.V_table.Length} {Sum(in M.V_pair)}";
            }
        }
        """);

    [Fact]
    public Task ObsoleteAndNullableAttributesReachTheAccessor() => ThreeModes.RunsTheSame(
        "True",
        """
        using System.Diagnostics.CodeAnalysis;
        static partial class M
        {
            [Virtualized, Obsolete("old")] internal static int x = 1;
            [Virtualized, AllowNull] internal static string s = "a";
        }

        public static class Test
        {
            public static string Run()
            {
                M.V_s = null;
                var p = typeof(M).GetProperty("V_x", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
                return p.IsDefined(typeof(ObsoleteAttribute), false).ToString();
            }
        }
        """);

    [Fact]
    public Task NullableContextsOfTheDeclaringFile() => ThreeModes.RunsTheSame(
        "x  0",
        """
        #nullable disable
        static partial class M
        {
            [Virtualized] internal static string oblivious;
        #nullable enable
            [Virtualized] internal static string? maybe;
            [Virtualized] internal static string never = "x";
            [Virtualized] internal static string?[]? array = { null };
        }

        public static class Test
        {
            public static string Run() => $"{M.V_never} {M.V_maybe} {M.V_array!.Count(s => s != null)}";
        }
        """);
}
