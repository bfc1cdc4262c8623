using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>Which initializers are known to run no code, so that the runtime need not enter a vnet to run them.</summary>
public sealed class ConstantInitializerTests
{
    private const string Fact = "VnetModuleFacts.HasConstantInitializersOnly";

    // What may be in the way: each of these converts what it is given by code of its own.
    private const string Types = """
        public enum Color { None, Red }
        public struct Meters
        {
            public static string Log = "";
            public static implicit operator Meters(int value) { Log += $"[{Vnet.Current.Name}:{value}]"; return default; }
            public static implicit operator Meters(string? value) { Log += $"[{Vnet.Current.Name}:{value ?? "null"}]"; return default; }
            public static implicit operator int(Meters value) { Log += $"[{Vnet.Current.Name}:int]"; return 7; }
        }
        public static class Operators { extension(bool) { public static int operator +(bool left, int right) => right; } }

        """;

    [Theory]
    [InlineData("int x = 1500")]
    [InlineData("int x = -1")]
    [InlineData("int x = -2147483648")]
    [InlineData("int x = (60 * 1000)")]
    [InlineData("int x = 1 << 4 | 'a' + 2")]
    [InlineData("int x = unchecked((int)0x811C9DC5)")]
    [InlineData("int? x = ~0")]
    [InlineData("int? x = null")]
    [InlineData("uint x = 0xFFu ^ 1")]
    [InlineData("long x = 24 * 60 * 60 * 1000L")]
    [InlineData("ulong x = 5UL")]
    [InlineData("ulong x = (ulong)5")]
    [InlineData("byte x = (byte)64")]
    [InlineData("double x = 1.0 / 3 + (float)2")]
    [InlineData("decimal x = -1.5m")]
    [InlineData("bool x = true")]
    [InlineData("bool x = !true")]
    [InlineData("char x = 'q'")]
    [InlineData("string x = \"new\" + \"reno\"")]
    [InlineData("string x = \"\"\"raw\"\"\"")]
    [InlineData("string x = null!")]
    [InlineData("object x = 5")]
    [InlineData("object? x = null")]
    [InlineData("byte[]? x = null")]
    [InlineData("int x = default")]
    [InlineData("List<int> x = default!")]
    [InlineData("Meters x = default")]
    [InlineData("Meters x = default(Meters)")]
    [InlineData("Meters? x = null")]
    [InlineData("Color? x = null")]
    [InlineData("int x = 1, y")]
    public void AConstant_IsRecognized(string variable) => Assert.Contains(Fact, ModuleWith(variable), StringComparison.Ordinal);

    [Theory]
    [InlineData("Meters x = 5")]
    [InlineData("Meters x = \"5\"")]
    [InlineData("Meters x = null")]
    [InlineData("Meters x = default(int)")]
    [InlineData("Meters? x = 5")]
    [InlineData("int x = default(Meters)")]
    [InlineData("int x = (Meters)5")]
    [InlineData("object x = (Meters)5")]
    [InlineData("Color x = 0")]
    [InlineData("Color x = Color.Red")]
    [InlineData("Color? x = 0")]
    [InlineData("int x = (int)Color.Red")]
    [InlineData("int x = true + 1")]
    [InlineData("int x = (int)(object)5")]
    [InlineData("int x = (int)(int?)null")]
    [InlineData("string x = \"a\" + 1")]
    [InlineData("string x = $\"a\"")]
    [InlineData("string x = nameof(Meters)")]
    [InlineData("int x = int.Parse(\"1\")")]
    [InlineData("int x = int.MaxValue")]
    [InlineData("object x = new()")]
    [InlineData("object x = typeof(int)")]
    [InlineData("object x = ^1")]
    [InlineData("int[] x = { 1 }")]
    [InlineData("int[] x = []")]
    [InlineData("Func<int> x = () => 1")]
    [InlineData("Index x = 1")]
    [InlineData("TimeSpan x = TimeSpan.Zero")]
    [InlineData("int x = 1, y = Environment.TickCount")]
    public void WhatMightRunCode_IsNot(string variable) => Assert.DoesNotContain(Fact, ModuleWith(variable), StringComparison.Ordinal);

    [Fact]
    public void AModuleWithoutInitializers_HasNone() => Assert.DoesNotContain(Fact, ModuleWith("int x"), StringComparison.Ordinal);

    [Fact]
    public void AReferenceToAnotherVariable_IsNone() => Assert.DoesNotContain(
        Fact,
        ModuleOf("static partial class M { static readonly int s_one = 1; const int Two = 2; [Virtualized] internal static int x = s_one, y = Two; }"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("1", true)]
    [InlineData("Environment.TickCount", false)]
    public void AllKindsOfVariablesCount(string initializer, bool isConstant)
    {
        string[] modules =
        [
            $"static partial class M {{ [Virtualized] internal static int a = 1; }} partial class M {{ [Virtualized] internal static int x = {initializer}; }}",
            $"static partial class M {{ [Virtualized] internal static int a = 1; [Virtualized] internal static partial int X {{ get; set; }} = {initializer}; }}",
            $"static partial class M {{ [Virtualized] internal static int a = 1; [Virtualized] private partial struct State {{ internal int x = {initializer}; }} }}",
        ];
        Assert.All(modules, source => Assert.Equal(isConstant, ModuleOf(source).Contains(Fact, StringComparison.Ordinal)));
    }

    [Fact]
    public Task EachVnetHasItsOwn() => ThreeModes.RunsTheSame(
        "1501 -2147483648 24 86400000 newreno 64 -1.5 False null 5 -2128831035 null null 9 18",
        """
        public static partial class M
        {
            [Virtualized] internal static int mtu = 1500;
            [Virtualized] internal static int lowest = -2147483648;
            [Virtualized] internal static int flags = 1 << 4 | 8;
            [Virtualized] internal static long day = 24 * 60 * 60 * 1000L;
            [Virtualized] internal static string congestion = "new" + "reno";
            [Virtualized] internal static byte ttl = (byte)64;
            [Virtualized] internal static decimal price = -1.5m;
            [Virtualized] internal static bool off = !true;
            [Virtualized] internal static string name = null!;
            [Virtualized] internal static object boxed = 5;
            [Virtualized] internal static int hash = unchecked((int)0x811C9DC5);
            [Virtualized] internal static TimeSpan? limit = null;
            [Virtualized] internal static List<int>? list = default;
            [Virtualized] internal static partial int Own { get; private set; } = 8;
            [Virtualized] private partial struct State { internal int hops = 17; }
            internal static int Next() => ++Own;
        }

        public static class Test
        {
            public static string Run() => $"{++M.V_mtu} {M.V_lowest} {M.V_flags} {M.V_day} {M.V_congestion} {M.V_ttl} "
                + $"{M.V_price.ToString(System.Globalization.CultureInfo.InvariantCulture)} {M.V_off} {M.V_name ?? "null"} {M.V_boxed} {M.V_hash} "
                + $"{M.V_limit?.ToString() ?? "null"} {M.V_list?.ToString() ?? "null"} {M.Next()} {++M.hops}";
        }
        """);

    [Fact]
    public async Task AConversionOfTheUsers_RunsInItsVnet()
    {
        Func<Task<string>> run = ThreeModes.Load(
            "Instance",
            OptimizationLevel.Release,
            Types + """
            public static partial class M { [Virtualized] internal static Meters a = 5, b = null; [Virtualized] internal static int c = default(Meters); }
            public static class Test { public static string Run() { _ = M.V_a; return $"{Meters.Log} {M.V_c}"; } }
            """);
        Vnet vnet = ThreeModes.NewVnet();
        string root = "[:5][:null][:int]";
        Assert.Equal($"{root}[{vnet.Name}:5][{vnet.Name}:null][{vnet.Name}:int] 7", await vnet.RunAsync(run));
    }

    [Fact]
    public async Task TheRootHasWhatTheCompilersRunHasLeft_AndOtherVnetsHaveTheConstants()
    {
        Func<Task<string>> run = ThreeModes.Load(
            "Instance",
            OptimizationLevel.Release,
            """
            public static partial class M
            {
                [Virtualized] internal static int a = 1, b = 0;
                private static readonly int s_between = a = b = 5;
                [Virtualized] internal static int c = 2;
            }

            public static class Test { public static string Run() => $"{M.V_a} {M.V_b} {M.V_c}"; }
            """);
        Assert.Equal("1 0 2", await ThreeModes.NewVnet().RunAsync(run));
        Assert.Equal("5 5 2", await run());
    }

    private static string ModuleWith(string variable) => ModuleOf($"static partial class M {{ [Virtualized] internal static {variable}; }}");

    // The program has to compile: what does not proves nothing.
    private static string ModuleOf(string source)
    {
        const string Usings = "using System; using System.Collections.Generic; using Vimage;\n";
        CSharpCompilation compilation = VimageCompiler.Generate("Instance", VimageCompiler.Parse("P", OptimizationLevel.Debug, Usings + Types + source));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static each => each.Severity == DiagnosticSeverity.Error));
        return string.Concat(compilation.SyntaxTrees.Skip(1).Select(static tree => tree.ToString()));
    }
}
