using Vimage.Migration.Scanning;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>What a scan says of statics, of what they are and of who writes them.</summary>
public sealed class ScanTests
{
    private const string Source = """
        using System;
        using System.Collections.Generic;
        using System.Threading;

        static class A
        {
            const int Constant = 1;
            static readonly string s_text = "a";
            static int s_limit = 10;
            static readonly int[] s_table = { 1, 2 };
            static int s_count;
            static List<int> s_list = new();
            static int s_loaded;
            static readonly object s_gate = new();
            static readonly Dictionary<int, string> s_cache = new();
            [ThreadStatic] static int t_depth;
            static readonly AsyncLocal<int> s_flow = new();
            static int s_unused;
            static event Action? Changed;
            internal static int Property { get; set; }
            static volatile int s_flag;
            static (int X, int Y) s_pair;

            static void LoadAll() { s_loaded = s_limit + s_table[1]; }
            static void Tick()
            {
                lock (s_gate) { s_count++; }
                s_list.Add(s_text.Length + s_loaded);
                s_cache[1] = "x";
                t_depth = s_flow.Value;
                Changed?.Invoke();
                Property = s_flag;
                s_pair.X = 1;
            }
        }
        static class G<T> { internal static int s_n; static G() { s_n = 1; } static string F() => typeof(G<T>).GetField("s_n")!.Name; }
        static class D
        {
            static int s_d;
        #if OTHER
            static int F() => s_d;
        #endif
            static unsafe int H() { fixed (int* p = &s_d) { return *p; } }
            internal static readonly Point Origin = new(0, 0);
            internal static readonly Box Held = new();
            static object Give() => Origin.X > 0 ? Held : Origin;
        }
        readonly struct Point(int x, int y) { public int X => x + y; }
        class Box { public int Value; }
        """;

    [Theory]
    [InlineData("F:A.s_text", "const-like", "can't change")]
    [InlineData("F:A.s_limit", "set-once", "never written")]
    [InlineData("F:A.s_table", "const-like", "never written")]
    [InlineData("F:A.s_count", "virtualize", "by A.Tick")]
    [InlineData("F:A.s_list", "virtualize", "by A.Tick")]
    [InlineData("F:A.s_loaded", "set-once", "by A.LoadAll")]
    [InlineData("F:A.s_gate", "process-shared", "lock")]
    [InlineData("F:A.s_cache", "cache", "cache")]
    [InlineData("F:A.t_depth", "thread", "ThreadStatic")]
    [InlineData("F:A.s_flow", "thread", "AsyncLocal")]
    [InlineData("F:A.s_unused", "const-like", "never used")]
    [InlineData("E:A.Changed", "virtualize", "handlers")]
    [InlineData("P:A.Property", "virtualize", "by A.Tick")]
    [InlineData("F:A.s_pair", "virtualize", "by A.Tick")]
    [InlineData("F:G`1.s_n", "set-once", "by G..cctor")]
    [InlineData("F:D.Origin", "const-like", "can't change")]
    [InlineData("F:D.Held", "virtualize", "handed out in 1 place")]
    public async Task EachStaticGetsAClassWithTheReason(string symbol, string @class, string reason)
    {
        StaticFinding finding = (await ScanAsync(Source)).Findings.Single(each => each.Symbol == symbol);
        Assert.Equal(@class, StaticClassNames.Of(finding.Class));
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F:G`1.s_n", Trap.Generic | Trap.StaticConstructor | Trap.Reflection)]
    [InlineData("F:D.s_d", Trap.DisabledBranch | Trap.AddressTaken)]
    [InlineData("F:A.s_flag", Trap.Volatile)]
    [InlineData("F:A.t_depth", Trap.ThreadStatic)]
    [InlineData("E:A.Changed", Trap.Event)]
    [InlineData("F:A.s_count", Trap.None)]
    public async Task TrapsAreSeen(string symbol, Trap traps) =>
        Assert.Equal(traps, (await ScanAsync(Source)).Findings.Single(each => each.Symbol == symbol).Traps);

    [Fact]
    public async Task SourceAndIlAgree_AndConstantsAreNoStatics()
    {
        ScanResult scan = await ScanAsync(Source);
        Assert.Empty(scan.Differences);
        Assert.DoesNotContain(scan.Findings, static finding => finding.Symbol.EndsWith("Constant", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AMarkedStaticIsVirtualized()
    {
        ScanResult scan = await ScanAsync("using Vimage; static partial class A { [Virtualized] static int n; static int F() => V_n++; }");
        Assert.Equal(StaticClass.Virtualized, Assert.Single(scan.Findings).Class);
        Assert.Empty(scan.Differences);
    }

    [Fact]
    public async Task AVariableOfAStateStruct_IsNoStaticOfTheSource()
    {
        ScanResult scan = await ScanAsync("using Vimage; static partial class A { [Virtualized] private partial struct State { internal int n; } static int F() => n++; }");
        Assert.Empty(scan.Findings);
        Assert.Empty(scan.Differences);
        Assert.Equal(["F:A.n"], scan.Graduated);
    }

    [Theory]
    [InlineData("F:A.filled", "set-once", "by A.Fill")]
    [InlineData("F:A.called", "virtualize", "by A.Other")]
    [InlineData("F:A.handed", "virtualize", "by A.Handed")]
    [InlineData("F:A.open", "virtualize", "by A.Open")]
    public async Task AHelperThatOnlyAStaticConstructorCalls_IsInitialization(string symbol, string @class, string reason)
    {
        const string Helpers = """
            static class A
            {
                static int filled, called, handed, open;
                static A() { Fill(0); Other(); System.Action a = Handed; a(); Open(); }
                static void Fill(int i) { filled = i; if (i < 2) { Next(i + 1); } }
                static void Next(int i) => A.Fill(i);
                static void Other() => called = 1;
                static void Handed() => handed = 1;
                internal static void Open() => open = 1;
                static int Later() { Other(); return filled + called + handed + open; }
            }
            """;
        StaticFinding finding = (await ScanAsync(Helpers)).Findings.Single(each => each.Symbol == symbol);
        Assert.Equal(@class, StaticClassNames.Of(finding.Class));
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
    }

    private static async Task<ScanResult> ScanAsync(string source)
    {
        using SourceFolder folder = new(("File.cs", source));
        return Scanner.Scan(await folder.LoadAsync(), new ScanOptions(), TestContext.Current.CancellationToken);
    }
}
