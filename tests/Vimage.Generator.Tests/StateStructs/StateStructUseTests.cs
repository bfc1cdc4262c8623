using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests.StateStructs;

/// <summary>Uses of variables that are declared in a state struct, by their original names and by <c>V_x</c>, in all three modes.</summary>
public sealed class StateStructUseTests
{
    [Fact]
    public Task OriginalNamesAndAccessorsMeanTheSameVariable() => ThreeModes.RunsTheSame(
        "65 66 b,c null 1 True ttl 7",
        """
        static partial class M
        {
            [Virtualized]
            private partial struct State
            {
                /// <summary>Hops left.</summary>
                internal int ttl = 64;
                internal List<string> names = new() { "b" };
                internal string? text;
                private int secret;
                internal Func<int>? read;
            }

            internal static string Run()
            {
                ttl++;
                string first = $"{ttl}";
                V_ttl += 1;
                names.Add("c");
                text ??= "null";
                secret = V_secret + 1;
                read = () => secret;
                bool matches = ttl is 66 && M.secret == read();
                (ttl, secret) = (7, 8);
                return $"{first} 66 {string.Join(",", V_names)} {text} 1 {matches} {nameof(ttl)} {ttl}";
            }
        }

        public static class Test
        {
            public static string Run() => M.Run();
        }
        """);

    [Fact]
    public Task ReferencesWhereTheMarkOfAFieldOrOfTheStructSaysSo() => ThreeModes.RunsTheSame(
        "2 5 9 3 4 6 8 11",
        """
        struct Point { internal int X, Y; }
        static unsafe partial class M
        {
            [Virtualized]
            private partial struct State
            {
                [Virtualized(ByRef = true)] private int count = 1;
                [Virtualized(ByRef = true)] public int parsed;
                [Virtualized(ByRef = true)] internal Point point;
                [Virtualized(ByRef = true)] internal readonly Point origin = new() { X = 3 };
            }

            [Virtualized(ByRef = true)]
            private partial struct References { internal int a, b; private long c; }

            static void Set(out int x) => x = 6;
            static int Read(in Point p) => p.X;

            internal static string Run()
            {
                int counted = Interlocked.Increment(ref count);
                int.TryParse("5", out parsed);
                point.X = 9;
                ref int local = ref a;
                local = 4;
                Set(out b);
                fixed (long* p = &c) { *p = 8; }
                V_point.Y = 11;
                return $"{counted} {parsed} {point.X} {Read(origin)} {V_a} {b} {c} {point.Y}";
            }
        }

        public static class Test
        {
            public static string Run() => M.Run();
        }
        """);

    [Fact]
    public Task ReadOnlyAndVolatileFields_PrivateOnesToo() => ThreeModes.RunsTheSame(
        "1 2 3 True True 30",
        """
        static partial class M
        {
            [Virtualized]
            private partial struct State
            {
                internal readonly int a = 1;
                private readonly int b = 2;
                private readonly List<int> list = [3];
                internal volatile bool on;
                private volatile bool off;
                private volatile int sum = 10;
            }

            internal static string Run()
            {
                on = true;
                off = on;
                sum += 20;
                return $"{a} {b} {list[0]} {V_on} {off} {V_sum}";
            }
        }

        public static class Test
        {
            public static string Run() => M.Run();
        }
        """);

    [Fact]
    public Task AcrossAwaitAndInExpressionTrees() => ThreeModes.RunsTheSame(
        "3 4 5",
        """
        static partial class M
        {
            [Virtualized] private partial struct State { internal int x = 1; private int y = 4; }

            internal static async Task<string> Run()
            {
                x = await Task.Run(() => x + 2);
                System.Linq.Expressions.Expression<Func<int>> tree = () => y;
                int seen = tree.Compile()();
                y = await Task.FromResult(5);
                return $"{x} {seen} {y}";
            }
        }

        public static class Test
        {
            public static Task<string> Run() => M.Run();
        }
        """);

    [Fact]
    public Task UsingStatic_Aliases_AndUsesFromOtherTypes() => ThreeModes.RunsTheSame(
        "5 6 7 V 9",
        """
        namespace Lib
        {
            public partial class Base
            {
                [Virtualized] private partial struct State { public int x = 5; internal int y = 6; internal string V = "V"; }
            }

            public class Derived : Base { internal static int Sum() => x + 1; }
        }
        """,
        """
        namespace App
        {
            using static Lib.Base;
            using Alias = Lib.Base;

            static class User
            {
                internal static string Run()
                {
                    string text = $"{x} {y} {Alias.V_x + 2} {Lib.Base.V}";
                    Lib.Derived.x = 8;
                    return $"{text} {Lib.Derived.Sum()}";
                }
            }
        }

        public static class Test
        {
            public static string Run() => App.User.Run();
        }
        """);

    [Fact]
    public Task Views_HaveTheVariablesByTheirAccessors() => ThreeModes.RunsTheSame(
        "3 4 5",
        """
        [VnetModule("inet")]
        static partial class Inet
        {
            [Virtualized] private partial struct State { internal int open = 1; private int secret = 2; [Virtualized(ByRef = true)] private int byRef; }

            internal static string Run()
            {
                var inet = INIT_VNET_INET(curvnet);
                for (int i = 0; i < 2; i++)
                {
                    inet.V_open++;
                    inet.V_secret++;
                }

                Interlocked.Add(ref inet.V_byRef, 5);
                return $"{open} {secret} {byRef}";
            }
        }

        public static class Test
        {
            public static string Run() => Inet.Run();
        }
        """);
}
