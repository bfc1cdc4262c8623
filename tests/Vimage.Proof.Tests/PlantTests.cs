using Vimage.Proof.Tests.Harness;

namespace Vimage.Proof.Tests;

/// <summary>The proof over a program of several hundred lines full of statics, plain and virtualized.</summary>
public sealed class PlantTests
{
    [Fact]
    public async Task AProgram_ListedTwice_HasTheSameHashes()
    {
        using Builds builds = new();
        ProofResult result = await ZeroDifferenceProof.CompareAsync(
            builds.Plain(Builds.Plant), builds.Plain(Builds.Plant), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ProofVerdict.ZeroDifference, result.Verdict);
        Assert.Equal(result.Methods.Count, result.Count(IlGrade.Identical));
        Assert.Equal(result.Methods.Count, result.Count(MachineCodeGrade.Identical));
        Assert.All(result.Methods.SelectMany(static method => method.Code), static code =>
        {
            Assert.Equal(32, code.BeforeHash?.Length);
            Assert.Equal(code.BeforeHash, code.AfterHash);
        });
    }

    [Fact]
    public async Task AVirtualizedProgram_CallsAccessorsInIL_AndInMostMethodsNotInMachineCode()
    {
        using Builds builds = new();
        ProofResult result = await ZeroDifferenceProof.CompareAsync(
            builds.Plain(Builds.Plant), builds.Virtualized(Builds.Plant), cancellationToken: TestContext.Current.CancellationToken);

        // Before the in-place substitution: what uses a static, calls; the JIT undoes most of it.
        Assert.Equal(ProofVerdict.Different, result.IlVerdict);
        MethodComparison[] calling = [.. result.Methods.Where(static method => method.Il.Grade == IlGrade.Different)];
        Assert.InRange(calling.Length, result.Methods.Count / 4, result.Methods.Count - 1);
        Assert.All(calling, static method => Assert.Contains(method.Il.After, static line => line.Contains("_V_", StringComparison.Ordinal)));
        Assert.InRange(result.Count(MachineCodeGrade.Identical), result.Methods.Count * 3 / 4, result.Methods.Count);
        Assert.All(
            result.Methods.Where(static method => method.MachineCode != MachineCodeGrade.Identical),
            method => Assert.Contains(method, calling));

        // Nothing else has changed, and what was added is the generator's.
        Assert.Empty(result.Declarations);
        Assert.Equal(0, result.Count(IlGrade.Missing));
        Assert.NotEmpty(result.Added);
        Assert.All(result.Added, static method => Assert.Equal(AddedBy.Vimage, method.By));
    }

    [Fact]
    public async Task ASubstitutedProgram_DiffersInNothingButByRef()
    {
        using Builds builds = new();
        ProofResult result = await ZeroDifferenceProof.CompareAsync(
            builds.Plain(Builds.Plant), builds.Substituted(Builds.Plant), cancellationToken: TestContext.Current.CancellationToken);
        Assert.All(result.Methods.Where(static method => method.Il.Grade == IlGrade.Different), static method =>
            Assert.True(UsesReference(method), method.Name));
        Assert.All(
            result.Methods.Where(static method => method.MachineCode != MachineCodeGrade.Identical),
            static method => Assert.True(method.MachineCode == MachineCodeGrade.NoBody || UsesReference(method), method.Name));
        Assert.Empty(result.Declarations);

        static bool UsesReference(MethodComparison method) =>
            method.Il.After.Any(static line => line.Contains("ldsflda", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SimpleUses_HaveTheSameMachineCode_ThoughTheIlCalls()
    {
        const string Program = """
            public static class Counter
            {
                public static int count, limit = 5;
                public static string name = "counter";
                public static object last = new();

                public static bool Restart(int from)
                {
                    count = from;
                    last = name;
                    return from < limit;
                }

                public static int Sum(int times)
                {
                    int sum = 0;
                    for (int time = 0; time < times; time++)
                    {
                        sum += count * limit;
                    }

                    return sum + name.Length;
                }
            }
            """;
        using Builds builds = new();
        ProofResult result = await ZeroDifferenceProof.CompareAsync(
            builds.Plain(Program), builds.Virtualized(Program), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ProofVerdict.ZeroDifference, result.MachineCodeVerdict);
        Assert.Equal(2, result.Count(IlGrade.Different));
    }
}
