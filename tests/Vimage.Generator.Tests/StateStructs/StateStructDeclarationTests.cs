using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests.StateStructs;

/// <summary>Where a state struct may stand, and what its fields may be, in all three modes.</summary>
public sealed class StateStructDeclarationTests
{
    [Fact]
    public Task GenericTypes_HaveAStateForEachClosedType() => ThreeModes.RunsTheSame(
        "1 2 0 x",
        """
        partial class Outer<T>
        {
            internal partial class Inner<U> where U : class
            {
                [Virtualized] private partial struct State { internal int count; internal T? first = default; private U? second; }
                internal static void Set(U u) => second = u;
                internal static U? Get() => second;
            }
        }

        public static class Test
        {
            public static string Run()
            {
                Outer<int>.Inner<string>.count = 1;
                Outer<int>.Inner<object>.count = 2;
                Outer<int>.Inner<string>.Set("x");
                return $"{Outer<int>.Inner<string>.count} {Outer<int>.Inner<object>.count} {Outer<int>.Inner<string>.first} {Outer<int>.Inner<string>.Get()}";
            }
        }
        """);

    [Fact]
    public Task EveryKindOfTypeAroundIt() => ThreeModes.RunsTheSame(
        "1 2 3 4 5 6",
        """
        partial class C { [Virtualized] private partial struct State { internal int x = 1; } }
        partial struct S { [Virtualized] private partial struct State { internal int x = 2; } }
        partial record R { [Virtualized] private partial struct State { internal int x = 3; } }
        partial record struct RS { [Virtualized] private partial struct State { internal int x = 4; } }
        partial interface I { [Virtualized] private partial struct State { public int x = 5; int hidden = 6; } static int Hidden() => hidden; }

        public static class Test
        {
            public static string Run() => $"{C.x} {S.x} {R.x} {RS.x} {I.x} {I.Hidden()}";
        }
        """);

    [Fact]
    public Task APartialStateStructInSeveralFiles_AndSeveralInOneType() => ThreeModes.RunsTheSame(
        "1 2 3 4 10",
        """
        static partial class M
        {
            [Virtualized] private partial struct State { internal int a = 1; }
            [Virtualized] private partial struct Counters { internal int c = 3; }
        }
        """,
        """
        using Number = int;

        static partial class M
        {
            [Virtualized] private partial struct State { internal Number b = 2; }
            [Virtualized] private partial struct Counters { private Number d = 4; }
            internal static int Sum() => a + b + c + d;
            internal static int D => d;
        }

        public static class Test
        {
            public static string Run() => $"{M.a} {M.b} {M.c} {M.D} {M.Sum()}";
        }
        """);

    [Fact]
    public Task BesideMarkedStaticsPropertiesEventsAndPlainOnes() => ThreeModes.RunsTheSame(
        "1 2 3 4 5 7 1",
        """
        static partial class M
        {
            [Virtualized] internal static int marked = 1;
            [Virtualized] private partial struct State { internal int graduated = 2; private int hidden = 3; }
            [Virtualized] internal static partial int Property { get; set; } = 4;
            [Virtualized] internal static partial event Action? Changed;
            internal static readonly int plain = 5;

            internal static string Run()
            {
                int heard = 0;
                Action hear = () => heard++;
                Changed += hear;
                V_Changed?.Invoke();
                Changed -= hear;
                return $"{V_marked} {graduated} {hidden} {Property} {plain} {V_graduated + plain} {heard}";
            }
        }

        public static class Test
        {
            public static string Run() => M.Run();
        }
        """);

    [Fact]
    public Task Pointers_UnsafeFields_AndFunctionPointers() => ThreeModes.RunsTheSame(
        "7 8 3 9",
        """
        static unsafe partial class M
        {
            static int Twice(int x) => 2 * x;

            [Virtualized]
            private partial struct State
            {
                internal int* p;
                private int* q;
                private readonly int* r = (int*)9;
                internal delegate*<int, int> function;
                [Virtualized(ByRef = true)] private int* s;
            }

            internal static string Run()
            {
                int a = 7, b = 8, c = 1;
                p = &a;
                q = &b;
                s = &c;
                s[0] += 2;
                function = &Twice;
                string text = $"{*p} {*q} {*s} {(long)r}";
                p = q = s = null;
                return text;
            }
        }

        public static class Test
        {
            public static string Run() => M.Run();
        }
        """);

    [Fact]
    public Task NamesThatAreKeywords_OrMeanSomethingInAnAccessor() => ThreeModes.RunsTheSame(
        "1 2 3 4 5",
        """
        static partial class M
        {
            [Virtualized]
            private partial struct @struct
            {
                internal int @class = 1;
                private int value = 2;
                private int field = 3;
                private readonly int @readonly = 4;
                private volatile int @volatile = 5;
            }

            internal static string Run() => $"{@class} {value} {M.field} {@readonly} {@volatile}";
        }

        public static class Test
        {
            public static string Run() => M.Run();
        }
        """);

    [Fact]
    public Task NullableContexts_Attributes_AndSeveralVariablesInOneDeclaration() => ThreeModes.RunsTheSame(
        "a  True 1 2 3",
        """
        static partial class M
        {
            [Virtualized]
            private partial struct State
            {
        #nullable disable
                internal string unaware = "a";
        #nullable restore
                internal string? aware;
                [Obsolete("old")] internal int old = 1;
                internal int x = 2, y = 3;
            }
        }

        public static class Test
        {
        #pragma warning disable CS0618
            public static string Run() => $"{M.unaware} {M.aware} {M.aware is null} {M.old} {M.x} {M.y}";
        }
        """);

    [Fact]
    public Task MembersOfTheUsersOwnInAStateStruct() => ThreeModes.RunsTheSame(
        "3 12",
        """
        static partial class M
        {
            [Virtualized]
            private partial struct State
            {
                private const int Dozen = 12;
                internal int x = 3;
                internal int dozen = State.Dozen;
                public State(int x) => this.x = x;
                public override string ToString() => $"{x}";
            }
        }

        public static class Test
        {
            public static string Run() => $"{M.x} {M.dozen}";
        }
        """.Replace("private const", "internal const", StringComparison.Ordinal));
}
