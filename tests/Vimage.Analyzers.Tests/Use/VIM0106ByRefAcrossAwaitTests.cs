using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Use.VIM0106ByRefAcrossAwaitAnalyzer, Vimage.CodeFixes.Use.VIM0106ByRefAcrossAwaitCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Use.VIM0106ByRefAcrossAwaitAnalyzer>;

namespace Vimage.Analyzers.Tests.Use;

public sealed class VIM0106ByRefAcrossAwaitTests
{
    private const string Needed = "partial class M { static void Needed() => Interlocked.Increment(ref V_x); static Task<int> F() => Task.FromResult(1); }";

    [Fact]
    public Task ReportsReferencesThatCantBe() => Rule.ReportsInBrokenCode(
        Needed,
        """
        using System.Linq.Expressions;

        partial class M
        {
            [Virtualized(ByRef = true)] static int x;
            async Task N() { [|V_x|] = await F(); M.[|V_x|] += 1 + await F(); }
            Expression<Func<int>> E() => () => [|V_x|];
        }
        """);

    [Fact]
    public Task IgnoresWhatCompiles() => Rule.Ignores(
        Needed,
        """
        using System.Linq.Expressions;

        partial class M
        {
            [Virtualized(ByRef = true)] static int x;
            [Virtualized] static int y;
            async Task N() { V_x = 1; var z = await F(); V_x = z; V_y = await F(); V_y += await F(); Func<Task> f = async () => await F(); }
            Expression<Func<int>> E() => () => V_y;
            Func<int> G() => () => V_x;
        }
        """);

    [Fact]
    public Task TheFix_AwaitsFirst() => Fix.FixesBrokenCode(
        """
        partial class M
        {
            [Virtualized(ByRef = true)] static int x;
            [Virtualized(ByRef = true)] static string? s;
            static void Needed(ref string? s) => Needed(ref V_s);

            async Task N(bool b)
            {
                // before
                [|V_x|] = await F(); // after
                M.[|V_x|] += await F();
                if (b) [|V_x|] = await F();
                [|V_s|] ??= (await F()).ToString();
            }

            static Task<int> F() => Task.FromResult(1);
        }
        """,
        """
        partial class M
        {
            [Virtualized(ByRef = true)] static int x;
            [Virtualized(ByRef = true)] static string? s;
            static void Needed(ref string? s) => Needed(ref V_s);

            async Task N(bool b)
            {
                // before
                var awaited = await F();
                V_x = awaited; // after
                var current = M.V_x;
                current += await F();
                M.V_x = current;
                if (b) { var awaited2 = await F(); V_x = awaited2; }
                if (V_s is null) { var awaited3 = (await F()).ToString(); V_s = awaited3; }
            }

            static Task<int> F() => Task.FromResult(1);
        }
        """,
        "Hoist");

    [Fact]
    public Task TheFix_RemovesByRefWhereNothingNeedsIt() => Fix.FixesBrokenCode(
        "partial class M { [Virtualized(ByRef = true)] static int x; async Task N() => [|V_x|] = await Task.FromResult(1); }",
        "partial class M { [Virtualized] static int x; async Task N() => V_x = await Task.FromResult(1); }",
        "ByValue");

    [Fact]
    public Task TheFix_IsNotOfferedWhereSomethingNeedsByRef() => Fix.OffersNothing(
        "partial class M { [Virtualized(ByRef = true)] static int x; async Task N() { [|V_x|] = await Task.FromResult(1); Interlocked.Increment(ref V_x); } }",
        "ByValue");

    [Fact]
    public Task TheFix_IsNotOfferedInsideAnExpression() => Fix.OffersNothing(
        "partial class M { [Virtualized(ByRef = true)] static int x; async Task<int> N() => 1 + ([|V_x|] = await Task.FromResult(1)); }",
        "Hoist");
}
