using Vimage.Migration.Renaming;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>A variable whose reference is taken somewhere gets an accessor by reference; no other does.</summary>
public sealed class RenameReferenceTests
{
    [Theory]
    [InlineData("System.Threading.Interlocked.Increment(ref x)", "int")]
    [InlineData("int.TryParse(\"1\", out x)", "int")]
    [InlineData("In(x)", "int")]
    [InlineData("In(in x)", "int")]
    [InlineData("{ ref int y = ref x; y++; }", "int")]
    [InlineData("unsafe { fixed (int* p = &x) { } }", "int")]
    [InlineData("x.F = 1", "S")]
    [InlineData("x.F++", "S")]
    [InlineData("(x.F, _) = (1, 2)", "S")]
    [InlineData("x.P = 1", "S")]
    [InlineData("x[0] = 1", "S")]
    [InlineData("x.Change()", "S")]
    [InlineData("x!.Change()", "S")]
    [InlineData("(x).Inner.G = 1", "S")]
    [InlineData("x.Inner.ToString()", "S")]
    [InlineData("x.ByRefExtension()", "S")]
    [InlineData("x.InExtension()", "S")]
    [InlineData("_ = x + x", "S")]
    [InlineData("x[1] = 1", "Inline")]
    [InlineData("System.Span<int> s = x", "Inline")]
    [InlineData("_ = x[1..2].Length", "Inline")]
    public async Task ItIsTakenHere(string statement, string type) => Assert.Single((await RenameAsync(statement, type)).ByRef);

    [Theory]
    [InlineData("x++; x += 1; _ = x.ToString() + x.CompareTo(2)", "int")]
    [InlineData("By(x)", "int")]
    [InlineData("_ = x.F + x.Inner.G; x = default; x = x with { F = 1 }", "S")]
    [InlineData("_ = x.Get() + x.GetHashCode()", "ReadOnly")]
    [InlineData("x[0] = 1; x[1]++; System.Array.Sort(x)", "int[]")]
    [InlineData("_ = x[1]", "Inline")]
    [InlineData("_ = x.HasValue ? x.Value : x.GetValueOrDefault()", "int?")]
    [InlineData("x = System.DateTime.MinValue.AddDays(x.Day)", "System.DateTime")]
    [InlineData("_ = x.ToString() + x.HasFlag(System.DayOfWeek.Friday)", "System.DayOfWeek")]
    [InlineData("_ = x.Item1.ToString(); x = (1, 2)", "(int, int)")]
    public async Task ItIsNotTakenHere(string statement, string type) => Assert.Empty((await RenameAsync(statement, type)).ByRef);

    [Fact]
    public async Task OfAReadOnlyVariableAMemberThatMayChangeItGetsACopyAnyway()
    {
        using SourceFolder folder = new(("File.cs", Program("x.Change(); _ = x.F;", "S").Replace("static S x", "static readonly S x", StringComparison.Ordinal)));
        Assert.Empty((await folder.RenameAsync("M.x")).ByRef);
    }

    [Fact]
    public Task AnAwaitedValueInsideAnExpressionIsHoistedByAPattern() => SourceFolder.Renames(
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        static class M
        {
            static int a;
            static string s;
            static Task<int> F(int i) => Task.FromResult(i);
            static async Task G() => a = await F(1);
            static async Task<int> H() => a += await F(1);
            static async Task I()
            {
                Interlocked.Increment(ref a);
                Interlocked.Exchange(ref s, null);
                int b = a = await F(2);
                Func<Task> f = async () => a = await F(3);
                s ??= (await F(4)).ToString();
                if (b > 0) a = await F(5);
            }
        }
        """,
        "a s",
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Vimage;

        static partial class M
        {
            [Virtualized(ByRef = true)] static int a;
            [Virtualized(ByRef = true)] static string s;
            static Task<int> F(int i) => Task.FromResult(i);
            static async Task G() => _ = (await F(1)) is var awaited ? V_a = awaited : default!;
            static async Task<int> H() => _ = V_a is var current && (current += await F(1)) is var _ ? V_a = current : default!;
            static async Task I()
            {
                Interlocked.Increment(ref V_a);
                Interlocked.Exchange(ref V_s, null);
                int b = ((await F(2)) is var awaited2 ? V_a = awaited2 : default!);
                Func<Task> f = async () => _ = (await F(3)) is var awaited3 ? V_a = awaited3 : default!;
                if (V_s is null) { var current2 = (await F(4)).ToString(); V_s = current2; }
                if (b > 0) { var awaited4 = await F(5); V_a = awaited4; }
            }
        }
        """);

    [Theory]
    [InlineData("System.Linq.Expressions.Expression<System.Func<int>> e = () => x", "expression tree")]
    [InlineData("_ = System.Linq.Queryable.AsQueryable(new[] { 1 }) is var q ? from i in q where i > x select i : null", "expression tree")]
    [InlineData("Two(ref x, await System.Threading.Tasks.Task.FromResult(1))", "beside an awaited argument")]
    public async Task WhatAReferenceCanNotServeIsLeftAndReported(string statement, string reason)
    {
        using SourceFolder folder = new(("File.cs", Program($"In(in x); {statement};", "int").Replace("static void", "static async System.Threading.Tasks.Task", StringComparison.Ordinal)));
        HandEdit edit = Assert.Single((await folder.RenameAsync("M.x")).HandEdits);
        Assert.Contains(reason, edit.Reason, StringComparison.Ordinal);
        Assert.Contains(statement, folder["File.cs"], StringComparison.Ordinal);
    }

    private static async Task<RenameResult> RenameAsync(string statement, string type)
    {
        using SourceFolder folder = new(("File.cs", Program(statement + ";", type)));
        return await folder.RenameAsync("M.x");
    }

    private static string Program(string statement, string type) =>
        $$"""
        using System.Linq;
        struct I { public int G; public override string ToString() { G++; return ""; } }
        struct S
        {
            public int F;
            public I Inner;
            public int P { get => F; set => F = value; }
            public int this[int i] { get => F; set => F = value; }
            public void Change() => F++;
            public static int operator +(in S a, in S b) => a.F + b.F;
        }
        readonly struct ReadOnly { public int Get() => 1; }
        [System.Runtime.CompilerServices.InlineArray(4)] struct Inline { int _first; }
        static class Extensions
        {
            public static void ByRefExtension(this ref S s) { }
            extension(in S s) { public int InExtension() => s.F; }
        }
        static class M
        {
            static {{type}} x;
            static void In(in int i) { }
            static void By(int i) { }
            static void Two(ref int i, int j) { }
            static void F() { {{statement}} }
        }
        """;
}
