using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>Init and uninit hooks, names and dependencies of modules.</summary>
public sealed class HookTests
{
    [Fact]
    public Task InitHooksRunAfterTheInitializers_WithOrWithoutTheVnet() => ThreeModes.RunsTheSame(
        "1,2,3",
        """
        public static partial class M
        {
            [Virtualized] public static List<int> log = new() { 1 };
            [VnetInit] private static void First() => V_log.Add(2);
            [VnetInit] private static void Second(Vnet vnet) { ArgumentNullException.ThrowIfNull(vnet); V_log.Add(3); }
        }

        public static class Test
        {
            public static string Run() => string.Join(",", M.V_log);
        }
        """);

    [Fact]
    public Task InitHooksRunBeforeTheUsersOwnStaticConstructor() => ThreeModes.RunsTheSame(
        "6",
        """
        public static partial class M
        {
            [Virtualized] public static int a = 2;
            public static int seen;
            [VnetInit] private static void Init() => V_a *= 3;
            static M() => seen = 1;
        }

        public static class Test
        {
            public static string Run() => M.V_a.ToString();
        }
        """);

    [Fact]
    public async Task ModulesWithHooksAreAttachedWhenAVnetIsCreated_AndDetachedInReverse()
    {
        Type log = ThreeModes.LoadAssembly(
            "Instance",
            Microsoft.CodeAnalysis.OptimizationLevel.Debug,
            """
            public static class Log { public static List<string> Lines = new(); public static void Add(string s) { if (Vnet.Current.Name == "hooks") Lines.Add(s); } }

            [VnetModule("upper", DependsOn = new[] { "lower", "middle" })]
            public static partial class Upper { [VnetInit] static void Init() => Log.Add("+upper"); [VnetUninit] static void Uninit() => Log.Add("-upper"); }

            [VnetModule("middle", DependsOn = ["lower"])]
            public static partial class Middle { [VnetInit] static void Init() => Log.Add("+middle"); [VnetUninit] static void Uninit(Vnet v) => Log.Add("-middle"); }

            [VnetModule("lower")]
            public static partial class Lower { [Virtualized] static int x; [VnetInit] static void Init() => Log.Add("+lower"); [VnetUninit] static void Uninit() => Log.Add("-lower"); }

            public static partial class Lazy { [Virtualized] public static int x; [VnetUninit] static void Uninit() => Log.Add("-lazy"); }

            public static class Test { public static void Use() => Lazy.V_x++; }
            """).GetType("Log")!;
        List<string> lines = (List<string>)log.GetField("Lines")!.GetValue(null)!;
        Vnet vnet = Vnet.Root.CreateChild("hooks");
        Assert.Equal("+lower +middle +upper", string.Join(" ", lines));

        lines.Clear();
        vnet.Run(() => log.Assembly.GetType("Test")!.GetMethod("Use")!.Invoke(null, null));
        VnetTeardownReport report = await vnet.DestroyAsync();
        Assert.Equal("-lazy -upper -middle -lower", string.Join(" ", lines));
        Assert.Equal(["Lazy", "upper", "middle", "lower"], report.DetachedModules.Where(static name => name is "Lazy" or "upper" or "middle" or "lower"));
    }

    [Fact]
    public void AnInitHookThatThrows_RollsTheVnetBack()
    {
        Type log = ThreeModes.LoadAssembly(
            "Instance",
            Microsoft.CodeAnalysis.OptimizationLevel.Debug,
            """
            public static class Log { public static List<string> Lines = new(); public static void Add(string s) { if (Vnet.Current.Name == "rollback") Lines.Add(s); } }

            [VnetModule("first")]
            public static partial class First { [VnetInit] static void Init() => Log.Add("+first"); [VnetUninit] static void Uninit() => Log.Add("-first"); }

            [VnetModule("second", DependsOn = ["first"])]
            public static partial class Second { [VnetInit] static void Init() => Log.Add("+second"); [VnetUninit] static void Uninit() => Log.Add("-second"); }

            [VnetModule("third", DependsOn = ["second"])]
            public static partial class Third { [VnetInit] static void Init() { if (Vnet.Current.Name == "rollback") throw new FormatException("third"); } [VnetUninit] static void Uninit() => Log.Add("-third"); }
            """).GetType("Log")!;
        List<string> lines = (List<string>)log.GetField("Lines")!.GetValue(null)!;
        FormatException thrown = Assert.Throws<FormatException>(() => Vnet.Root.CreateChild("rollback"));
        Assert.Equal("third", thrown.Message);
        Assert.Equal(["+first", "+second", "-second", "-first"], lines);
        Assert.False(Vnet.Root.TryFind("rollback", out _));
    }
}
