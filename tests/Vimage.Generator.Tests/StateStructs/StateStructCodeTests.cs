using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Generator.Tests.Harness;
using Vimage.Proof;

namespace Vimage.Generator.Tests.StateStructs;

/// <summary>In <c>Globals</c> a state struct is compiled out: the code of every user is that of plain statics, without help.</summary>
public sealed class StateStructCodeTests
{
    private const string Plain = """
        using System;
        using System.Collections.Generic;
        using System.Threading;

        public struct Point { public int X, Y; }

        public static partial class M
        {
            public static int ttl = 64;
            internal static readonly List<string> names = new() { "a" };
            private static volatile bool s_on;
            private static long s_count = Start();
            private static Point s_point = new() { X = 1 };
            internal static Func<int, int> doubled = x => 2 * x;
            private static int[] s_table = { 1, 2, 3, 4 };

            private static long Start() => 5;

            public static string Run(int times)
            {
                for (int i = 0; i < times; i++)
                {
                    ttl += s_table[i & 3];
                    s_point.X++;
                    Interlocked.Increment(ref s_count);
                    s_on |= names.Count > i;
                }

                return $"{ttl} {s_on} {s_count} {s_point.X} {doubled(ttl)}";
            }
        }

        public partial class Box<T>
        {
            internal static T? last;
            public static T? Swap(T? value) { T? before = last; last = value; return before; }
        }

        public static class User
        {
            public static int Use() => M.ttl++ + M.names.Count + (Box<int>.last = 3);
        }
        """;

    [Theory]
    [InlineData(OptimizationLevel.Release)]
    [InlineData(OptimizationLevel.Debug)]
    public async Task EveryUsersIlIsThatOfThePlainProgram(OptimizationLevel optimization)
    {
        ProofResult result = await ProveAsync(optimization, Graduated());
        Assert.Empty(result.Methods.Where(static method => method.Il.Grade is IlGrade.Different or IlGrade.Missing).Select(static method => method.Name));
        Assert.Equal(ProofVerdict.ZeroDifference, result.IlVerdict);
        Assert.Equal(6, result.Methods.Count(static method => !method.Name.Contains(".cctor", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AnotherValue_IsSeenByTheProof()
    {
        ProofResult result = await ProveAsync(OptimizationLevel.Release, Graduated().Replace("ttl = 64", "ttl = 65", StringComparison.Ordinal));
        Assert.Equal(ProofVerdict.Different, result.IlVerdict);
    }

    [Fact]
    public Task TheProgramRunsTheSame() => ThreeModes.RunsTheSame(
        "74 True 9 5 148",
        "// no usings\n" + Graduated() + """

        public static class Test
        {
            public static string Run() => M.Run(4);
        }
        """);

    // The declarations, and nothing else, moved.
    private static string Graduated() => Plain
        .Replace("""
                public static int ttl = 64;
                internal static readonly List<string> names = new() { "a" };
                private static volatile bool s_on;
                private static long s_count = Start();
                private static Point s_point = new() { X = 1 };
                internal static Func<int, int> doubled = x => 2 * x;
                private static int[] s_table = { 1, 2, 3, 4 };
            """, """
                [Vimage.Virtualized]
                private partial struct State
                {
                    public int ttl = 64;
                    internal readonly List<string> names = new() { "a" };
                    private volatile bool s_on;
                    [Vimage.Virtualized(ByRef = true)] private long s_count = Start();
                    [Vimage.Virtualized(ByRef = true)] private Point s_point = new() { X = 1 };
                    internal Func<int, int> doubled = x => 2 * x;
                    private int[] s_table = { 1, 2, 3, 4 };
                }
            """, StringComparison.Ordinal)
        .Replace("internal static T? last;", "[Vimage.Virtualized] private partial struct State { internal T? last; }", StringComparison.Ordinal);

    private static async Task<ProofResult> ProveAsync(OptimizationLevel optimization, string after)
    {
        string folder = Directory.CreateTempSubdirectory("vimage-state-struct").FullName;
        try
        {
            string beforePath = Path.Combine(folder, "before.dll");
            string afterPath = Path.Combine(folder, "after.dll");
            using (FileStream file = File.Create(beforePath))
            {
                CSharpCompilation plain = VimageCompiler.Parse("Program", optimization, Plain);
                Assert.True(plain.Emit(file, cancellationToken: TestContext.Current.CancellationToken).Success);
            }

            await File.WriteAllBytesAsync(
                afterPath, VimageCompiler.Emit("Globals", "Program", optimization, after), TestContext.Current.CancellationToken);
            return await ZeroDifferenceProof.CompareAsync(
                beforePath, afterPath, new ProofOptions { Levels = ProofLevels.Il }, TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
