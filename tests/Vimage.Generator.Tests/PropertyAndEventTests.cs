using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>Static partial properties and events, which keep their names, compiled and run in all three modes.</summary>
public sealed class PropertyAndEventTests
{
    [Fact]
    public Task APropertyWithARestrictedSetterAndAnInitializer() => ThreeModes.RunsTheSame(
        "5 6 7",
        """
        public static partial class M
        {
            [Virtualized] public static partial int X { get; private set; } = 5;
            [Virtualized] internal static partial int Y { get; } = X + 1;
            [Virtualized] static partial string Z { get; set; }
            public static string Show() { Z = $"{X} {Y}"; X = 7; string s = $"{Z} {X}"; X = 5; return s; }
        }

        public static class Test
        {
            public static string Run() => M.Show();
        }
        """);

    [Fact]
    public Task APropertyByReference() => ThreeModes.RunsTheSame(
        "2 9",
        """
        public static partial class M
        {
            [Virtualized] public static partial ref int X { get; }
            [Virtualized] public static partial ref readonly long Z { get; }
        }

        public static class Test
        {
            public static string Run()
            {
                M.X = 1;
                Interlocked.Increment(ref M.X);
                string s = M.X.ToString();
                ref int x = ref M.X;
                x = 9;
                return $"{s} {M.X + M.Z}";
            }
        }
        """);

    [Fact]
    public Task InitializersAmongFieldsAndPropertiesRunInTextualOrder() => ThreeModes.RunsTheSame(
        "1 2 3 4",
        """
        public static partial class M
        {
            [Virtualized] static int s_next = 1;
            [Virtualized] public static partial int A { get; set; } = V_s_next++;
            [Virtualized] public static int b = V_s_next++;
            [Virtualized] public static partial int C { get; set; } = V_s_next++;
            public static int Next => V_s_next;
        }

        public static class Test
        {
            public static string Run() => $"{M.A} {M.V_b} {M.C} {M.Next}";
        }
        """);

    [Fact]
    public Task AnEventIsRaisedThroughItsDelegateProperty() => ThreeModes.RunsTheSame(
        "ab b ",
        """
        public static partial class M
        {
            [Virtualized] public static partial event Action<List<string>>? Changed;
            [Virtualized] internal static partial event EventHandler Other;
            public static string Raise() { List<string> l = new(); V_Changed?.Invoke(l); return string.Concat(l); }
        }

        public static class Test
        {
            static void A(List<string> l) => l.Add("a");
            static void B(List<string> l) => l.Add("b");
            public static string Run()
            {
                M.Changed += A;
                M.Changed += B;
                string first = M.Raise();
                M.Changed -= A;
                string second = M.Raise();
                M.Changed -= B;
                return $"{first} {second} {M.Raise()}";
            }
        }
        """);

    [Fact]
    public Task SubscribingFromManyThreadsLosesNothing() => ThreeModes.RunsTheSame(
        "4000",
        """
        public static partial class M
        {
            [Virtualized] static partial event Action Tick;
            [Virtualized(ByRef = true)] static int count;
            public static string Go()
            {
                Parallel.For(0, 4000, _ => Tick += () => Interlocked.Increment(ref V_count));
                V_Tick!();
                string s = V_count.ToString();
                V_Tick = null;
                V_count = 0;
                return s;
            }
        }

        public static class Test
        {
            public static string Run() => M.Go();
        }
        """);
}
