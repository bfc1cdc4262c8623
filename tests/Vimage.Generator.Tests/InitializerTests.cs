using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>Initializers of every form, and the order in which they run, in all three modes.</summary>
public sealed class InitializerTests
{
    [Fact]
    public Task EveryFormOfExpression() => ThreeModes.RunsTheSame(
        "1,2,3 2x2 2 1,2 4 6 xyz q 12 5 7",
        """"
        static partial class M
        {
            [Virtualized] internal static int[] bare = { 1, 2, 3 };
            [Virtualized] internal static int[,] grid = { { 1, 2 }, { 3, 4 } };
            [Virtualized] internal static int[][] jagged = { new[] { 1 }, new int[] { 2, 3 } };
            [Virtualized] internal static List<int> collection = [1, 2];
            [Virtualized] internal static Dictionary<string, int> target = new() { ["a"] = 4 };
            [Virtualized] internal static Func<int, int> lambda = x => x * V_target["a"] / 2;
            [Virtualized] internal static string raw = """
                xyz
                """;
            [Virtualized] internal static string interpolated = $"{(V_raw.Length > 2 ? "q" : "r")}";
            [Virtualized] internal static int parsed = int.TryParse("12", out var n) ? n : 0;
            [Virtualized] internal static int parsedAgain = int.TryParse("5", out var n) ? n : 0;
            [Virtualized] internal static Func<int> group = Seven;
            static int Seven() => 7;
        }

        public static class Test
        {
            public static string Run() => $"{string.Join(",", M.V_bare)} {M.V_grid.GetLength(0)}x{M.V_grid.GetLength(1)} "
                + $"{M.V_jagged.Length} {string.Join(",", M.V_collection)} {M.V_target["a"]} {M.V_lambda(3)} {M.V_raw} "
                + $"{M.V_interpolated} {M.V_parsed} {M.V_parsedAgain} {M.V_group()}";
        }
        """");

    [Fact]
    public Task AnInitializerThatUsesAnotherModuleInitializesThatFirst() => ThreeModes.RunsTheSame(
        "12 B,A",
        """
        static partial class Log { [Virtualized] internal static List<string> lines = new(); internal static int Add(string s, int n) { V_lines.Add(s); return n; } }
        static partial class A { [Virtualized] internal static int x = B.V_y + Log.Add("A", 2); }
        static partial class B { [Virtualized] internal static int y = Log.Add("B", 10); }

        public static class Test
        {
            public static string Run() => $"{A.V_x} {string.Join(",", Log.V_lines)}";
        }
        """);

    [Fact]
    public Task ModulesThatInitializeEachOtherSeeWhatTheClrWouldShow() => ThreeModes.RunsTheSame(
        "1 2",
        """
        static partial class A { [Virtualized] internal static int x = B.V_y + 1; }
        static partial class B { [Virtualized] internal static int y = A.V_x + 1; }

        public static class Test
        {
            public static string Run() { int y = B.V_y; return $"{A.V_x} {y}"; }
        }
        """);

    [Fact]
    public Task AnInitializerThatWritesThroughItsOwnModule() => ThreeModes.RunsTheSame(
        "3 1,2,3",
        """
        sealed class Item { internal readonly int Id; internal Item() { Id = ++Items.V_next; Items.V_all.Add(Id); } }
        static partial class Items
        {
            [Virtualized] internal static int next;
            [Virtualized] internal static List<int> all = new();
            [Virtualized] internal static Item a = new(), b = new(), c = new();
        }

        public static class Test
        {
            public static string Run() => $"{Items.V_c.Id} {string.Join(",", Items.V_all)}";
        }
        """);

    [Fact]
    public Task AConstantThatIsTheDefault_OverwritesWhatEarlierInitializersWrote_AndNotWhatLaterOnesDid() => ThreeModes.RunsTheSame(
        "0 2 -1",
        """
        sealed class Node { public Node() { M.V_before++; M.V_after++; M.V_last++; } }
        static partial class M
        {
            [Virtualized] internal static int before = 0;
            [Virtualized] internal static Node a = new(), b = new();
            [Virtualized] internal static int after = 0, last = -1;
        }

        public static class Test
        {
            public static string Run() => $"{M.V_after} {M.V_before} {M.V_last}";
        }
        """);

    [Fact]
    public async Task TheRootsInitializersRunOnce_AndEachVnetsOnce()
    {
        Func<Task<string>> run = ThreeModes.Load(
            "Instance",
            Microsoft.CodeAnalysis.OptimizationLevel.Release,
            """
            public static class Log { public static int Runs; public static int Run() => Interlocked.Increment(ref Runs); }
            public static partial class M { [Virtualized] internal static int x = Log.Run(); }

            public static class Test
            {
                public static string Run() => $"{M.V_x} {M.V_x} {Log.Runs}";
            }
            """);

        // The first to touch the module is a child: the compiler's run happens first, and is the root's.
        Assert.Equal("2 2 2", await ThreeModes.NewVnet().RunAsync(run));
        Assert.Equal("3 3 3", await ThreeModes.NewVnet().RunAsync(run));
        Assert.Equal("1 1 3", await run());
    }

    [Fact]
    public async Task AThrowingInitializerThrowsTheSameExceptionAgain_InThatVnetOnly()
    {
        Func<Task<string>> run = ThreeModes.Load(
            "Instance",
            Microsoft.CodeAnalysis.OptimizationLevel.Release,
            """
            public static partial class M { [Virtualized] internal static int x = Fail(); static int Fail() => Vnet.Current.Name.StartsWith("bad") ? throw new FormatException(Vnet.Current.Name) : 1; }

            public static class Test
            {
                public static string Run() => M.V_x.ToString();
            }
            """);
        Vnet bad = Vnet.Root.CreateChild("bad1");
        FormatException first = await Assert.ThrowsAsync<FormatException>(() => bad.RunAsync(run));
        FormatException second = await Assert.ThrowsAsync<FormatException>(() => bad.RunAsync(run));
        Assert.Same(first, second);
        Assert.Equal("bad1", first.Message);
        Assert.Equal("1", await run());
        Assert.Equal("1", await ThreeModes.NewVnet().RunAsync(run));
    }

    [Fact]
    public async Task AClassConstructorTriggeredFromOutsideInAVnet_StillCountsAsTheRoots()
    {
        Func<Task<string>> run = ThreeModes.Load(
            "Instance",
            Microsoft.CodeAnalysis.OptimizationLevel.Release,
            """
            public static partial class M
            {
                public static int plain = 4;
                [Virtualized] internal static int a = 1;
                [Virtualized] internal static int b = V_a + 1;
                static M() { }
                internal static int Touch() => plain;
            }

            public static class Test
            {
                public static string Run() => $"{M.Touch()} {M.V_a++} {M.V_b}";
            }
            """);
        Assert.Equal("4 1 2", await ThreeModes.NewVnet().RunAsync(run));
        Assert.Equal("4 1 2", await run());
        Assert.Equal("4 2 2", await run());
    }

    [Fact]
    public Task StaticConstructorsSeeInitializedState() => ThreeModes.RunsTheSame(
        "5 6",
        """
        public static partial class M
        {
            [Virtualized] internal static int a = 5;
            internal static int seen;
            static M() { seen = V_a + 1; }
        }

        public static class Test
        {
            public static string Run() => $"{M.V_a} {M.seen}";
        }
        """);
}
