using System.Reflection;
using Microsoft.CodeAnalysis;
using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests.StateStructs;

/// <summary>The initializers of a state struct: once in each vnet, in textual order, after those of the type's own statics.</summary>
public sealed class StateStructInitializerTests
{
    private const string Log = """
        public static class Log
        {
            public static int Runs;
            public static int Run() => Interlocked.Increment(ref Runs);
        }

        """;

    [Fact]
    public Task EveryFormOfExpression() => ThreeModes.RunsTheSame(
        "1,2,3 2x2 1,2 4 6 xyz 12 5 7 2",
        """"
        static partial class M
        {
            [Virtualized]
            private partial struct State
            {
                internal int[] bare = { 1, 2, 3 };
                private int[,] grid = { { 1, 2 }, { 3, 4 } };
                internal List<int> collection = [1, 2];
                internal Dictionary<string, int> target = new() { ["a"] = 4 };
                internal Func<int, int> lambda = x => x * M.target["a"] / 2;
                internal string raw = """
                    xyz
                    """;
                internal int parsed = int.TryParse("12", out var n) ? n : 0;
                internal int parsedAgain = int.TryParse("5", out var n) ? n : 0;
                internal Func<int> group = Seven;
                internal string? list = nameof(bare).Length > 9 ? null : "2";
            }

            static int Seven() => 7;
            internal static string Grid() => $"{grid.GetLength(0)}x{grid.GetLength(1)}";
        }

        public static class Test
        {
            public static string Run() => $"{string.Join(",", M.bare)} {M.Grid()} {string.Join(",", M.collection)} {M.target["a"]} "
                + $"{M.lambda(3)} {M.raw} {M.parsed} {M.parsedAgain} {M.group()} {M.list}";
        }
        """");

    [Fact]
    public Task OneThatUsesTheModulesOwnVariables_SeesThoseBeforeIt() => ThreeModes.RunsTheSame(
        "1 2 3 0 1,2,3",
        """
        sealed class Item { internal readonly int Id; internal Item() { Id = ++M.next; M.all.Add(Id); } }
        static partial class M
        {
            [Virtualized]
            private partial struct State
            {
                private int a = 1;
                internal int b = M.a + 1;
                internal int early = M.late;
                internal int late = M.b + 1;
                internal int next;
                internal List<int> all = new();
                internal Item first = new(), second = new(), third = new();
            }

            internal static int A => a;
        }

        public static class Test
        {
            public static string Run() => $"{M.A} {M.b} {M.late} {M.early} {string.Join(",", M.all)}";
        }
        """);

    [Fact]
    public Task TheyRunAfterTheInitializersOfTheTypesOwnStatics() => ThreeModes.RunsTheSame(
        "marked,first,second",
        """
        public static partial class Order { [Virtualized] private partial struct State { internal List<string> names = new(); } internal static int Add(string name) { names.Add(name); return names.Count; } }
        static partial class M
        {
            [Virtualized] private partial struct State { internal int a = Order.Add("first"); internal int b = Order.Add("second"); }
            [Virtualized] internal static int marked = Order.Add("marked");
        }

        public static class Test
        {
            public static string Run()
            {
                _ = M.a;
                return string.Join(",", Order.names);
            }
        }
        """);

    [Fact]
    public Task ModulesInitializeEachOther_OnDemand() => ThreeModes.RunsTheSame(
        "12 1 2",
        """
        static partial class A { [Virtualized] private partial struct State { internal int x = B.y + 2; } }
        static partial class B { [Virtualized] private partial struct State { internal int y = 10; } }
        static partial class C { [Virtualized] private partial struct State { internal int x = D.y + 1; } }
        static partial class D { [Virtualized] private partial struct State { internal int y = C.x + 1; } }

        public static class Test
        {
            public static string Run() { int x = A.x; int y = D.y; return $"{x} {C.x} {y}"; }
        }
        """);

    [Fact]
    public async Task EachVnetRunsThemOnce_AndTheRootOnlyWhenItIsTheOneThatUsesThem()
    {
        Func<Task<string>> run = ThreeModes.Load(
            "Instance",
            OptimizationLevel.Release,
            Log + """
            public static partial class M { [Virtualized] private partial struct State { internal int x = Log.Run(); } }
            public static class Test { public static string Run() => $"{M.x} {M.V_x} {Log.Runs}"; }
            """);

        // Nothing was run by a class constructor: what a child touches first is not the root's.
        Assert.Equal("1 1 1", await ThreeModes.NewVnet().RunAsync(run));
        Assert.Equal("2 2 2", await ThreeModes.NewVnet().RunAsync(run));
        Assert.Equal("3 3 3", await run());
        Assert.Equal("3 3 3", await run());
    }

    [Fact]
    public async Task TheyRunInTheVnetThatTheyAreFor_WhoeverTriggersTheClassConstructor()
    {
        Func<Task<string>> run = ThreeModes.Load(
            "Instance",
            OptimizationLevel.Release,
            """
            public static partial class M
            {
                [Virtualized] private partial struct State { internal string name = Vnet.Current.Name; }
                static M() { }
                internal static void Touch() { }
            }

            public static class Test { public static string Run() { M.Touch(); return M.name; } }
            """);

        Vnet first = ThreeModes.NewVnet();
        Assert.Equal(first.Name, await first.RunAsync(run));
        Assert.Equal("", await run());
    }

    [Theory]
    [InlineData("Globals")]
    [InlineData("Struct")]
    [InlineData("Instance")]
    public async Task OneThatThrows_ThrowsTheSameAgain(string mode)
    {
        Func<Task<string>> run = ThreeModes.Load(
            mode,
            OptimizationLevel.Release,
            """
            public static partial class M
            {
                [Virtualized] private partial struct State { internal int x = Fail(); }
                static int Fail() => throw new InvalidOperationException("no");
            }

            public static class Test
            {
                static Exception? Get() { try { _ = M.x; return null; } catch (Exception e) { return e is TypeInitializationException t ? t.InnerException : e; } }
                public static string Run() => $"{Get()!.Message} {ReferenceEquals(Get(), Get())}";
            }
            """);
        Assert.Equal("no True", await run());
        Assert.Equal("no True", await ThreeModes.NewVnet().RunAsync(run));
    }

    [Fact]
    public Task Hooks_FindThemInitialised() => ThreeModes.RunsTheSame(
        "3",
        """
        [VnetModule("m")]
        static partial class M
        {
            [Virtualized] private partial struct State { internal int x = 2; }
            [VnetInit] private static void Init() => x++;
        }

        public static class Test { public static string Run() => $"{M.x}"; }
        """);

    [Fact]
    public async Task ACloneHasWhatTheVnetHas_AndNamedVariablesAreFound()
    {
        Assembly program = ThreeModes.LoadAssembly(
            "Instance",
            OptimizationLevel.Release,
            """
            public static partial class M
            {
                [Virtualized]
                private partial struct State
                {
                    /// <summary>Hops.</summary>
                    [Virtualized(Name = "m.ttl")] private int ttl = 64;
                    private readonly List<int> list = [1];
                }

                public static int Ttl { get => ttl; set => ttl = value; }
                public static List<int> List => list;
            }
            """);
        Type module = program.GetType("M")!;
        Vnet vnet = ThreeModes.NewVnet();
        vnet.Run(() => module.GetProperty("Ttl")!.SetValue(null, 5));
        Assert.Equal(5, vnet.GetVariable<int>("m.ttl"));
        vnet.SetVariable("m.ttl", 6);
        Assert.Equal(6, vnet.Run(() => (int)module.GetProperty("Ttl")!.GetValue(null)!));
        Assert.Equal([1], vnet.Run(() => (List<int>)module.GetProperty("List")!.GetValue(null)!));
        await vnet.DestroyAsync();
    }
}
