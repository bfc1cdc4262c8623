using Vimage.Proof.Tests.Harness;

namespace Vimage.Proof.Tests;

/// <summary>Names that the compiler numbers by the members of a type stay comparable when members are added.</summary>
public sealed class CompilerNamesTests
{
    // A closure, a cached lambda, a local function, an iterator, an asynchronous lambda, in a type and in a generic one.
    private const string Members = """
        public static int Closure(int by) { Func<int, int> f = x => x + by; return f(2); }
        public static int Lambda() { Func<int, int> f = static x => x + 1; return f(2); }
        public static int Local(int n) { return Down(n); static int Down(int n) => n == 0 ? 0 : Down(n - 1); }
        public static IEnumerable<int> Iterate(int n) { for (int i = 0; i < n; i++) yield return i; }
        public static async Task<int> Wait(int n)
        {
            await Task.Delay(n);
            return await Later();
            static async Task<int> Later() { await Task.Yield(); return 1; }
        }

        public static T Generic<T>(T value) { Func<T> f = () => value; return f(); }
        """;

    private const string Usings = "using System; using System.Collections.Generic; using System.Threading.Tasks;";

    [Fact]
    public async Task ShiftedOrdinals_AreNoDifference()
    {
        string before = $$"""
            {{Usings}}
            public static partial class A { public static int x; {{Members}} }
            public partial class B<TOuter> { public static int y; {{Members}} }
            """;
        string after = before
            .Replace("public static int x;", "[Vimage.Virtualized] public static int x;", StringComparison.Ordinal)
            .Replace("public static int y;", "[Vimage.Virtualized] public static int y;", StringComparison.Ordinal)
            .Replace("class A {", "class A { public static void One() { } public static void Two() { }", StringComparison.Ordinal)
            .Replace("class B<TOuter> {", "class B<TOuter> { public static void One() { }", StringComparison.Ordinal);
        using Builds builds = new();
        ProofResult result = await ZeroDifferenceProof.CompareAsync(
            builds.Plain(before), builds.Generated(after), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(result.Methods.Count, result.Count(IlGrade.Identical));
        Assert.Equal(result.Methods.Count, result.Count(MachineCodeGrade.Identical));
        Assert.Empty(result.Declarations);
        Assert.Equal(3, result.Added.Count(static method => method.By == AddedBy.Program));
    }

    [Fact]
    public async Task AnExchangedLambda_IsADifference()
    {
        const string Lambdas = "public static int Add(int a) { Func<int, int> f = x => x + {0}; return f(a); } ";
        string before = $$"""{{Usings}} public static class A { {{Lambdas.Replace("{0}", "1", StringComparison.Ordinal)}} }""";
        string after = $$"""{{Usings}} public static class A { {{Lambdas.Replace("{0}", "2", StringComparison.Ordinal)}} }""";
        using Builds builds = new();
        ProofResult result = await ZeroDifferenceProof.CompareAsync(
            builds.Plain(before),
            builds.Plain(after),
            new ProofOptions { Levels = ProofLevels.Il },
            TestContext.Current.CancellationToken);
        MethodComparison changed = Assert.Single(result.Methods, static method => method.Il.Grade == IlGrade.Different);
        Assert.Contains("<Add>b__0_0", changed.Name, StringComparison.Ordinal);
    }
}
