using Vimage.Proof.Tests.Harness;

namespace Vimage.Proof.Tests;

/// <summary>The proof over a program of several hundred lines full of statics, plain and virtualized.</summary>
public sealed class PlantTests(ITestOutputHelper output)
{
    [Fact]
    public async Task AProgram_EqualsItself_AtBothLevels()
    {
        using Builds builds = new();
        ProofResult result = await ZeroDifferenceProof.CompareAsync(
            builds.Plain(Builds.Plant), builds.Plain(Builds.Plant), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ProofVerdict.ZeroDifference, result.Verdict);
    }

    [Fact]
    public async Task AVirtualizedProgram_HasTheSameMachineCode()
    {
        using Builds builds = new();
        ProofResult result = await ZeroDifferenceProof.CompareAsync(
            builds.Plain(Builds.Plant), builds.Virtualized(Builds.Plant), cancellationToken: TestContext.Current.CancellationToken);
        using StringWriter text = new();
        TextReport.Write(text, result, new TextReportOptions { MaxListings = 100 });
        output.WriteLine(text.ToString());
        Assert.Equal(ProofVerdict.ZeroDifference, result.MachineCodeVerdict);
    }
}
