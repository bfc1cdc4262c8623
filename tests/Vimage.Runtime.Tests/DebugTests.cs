namespace Vimage.Runtime.Tests;

/// <summary>What strict mode and debugging add, in a process that has them on.</summary>
public sealed class DebugTests
{
    [Fact]
    public async Task InStrictModeStateWithoutAVnetIsAnErrorThatNamesTheVariable()
    {
        string output = await Subject.Run("strict");
        Assert.StartsWith("'Vimage.Runtime.Subject.Counter.count' was used while no vnet is current.", output, StringComparison.Ordinal);
        Assert.EndsWith("1\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachPairOfPlacesThatEnterInsideOneAnotherIsLoggedOnce()
    {
        string output = await Subject.Run("recursion");
        Assert.EndsWith("\n1\n", output, StringComparison.Ordinal);
        Assert.Contains("CURVNET_SET() recursion in at Program.<<Main>$>g__Recursion", output, StringComparison.Ordinal);
        Assert.Contains("    vnet0 -> inner\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnExplicitVnetThatIsNotTheCurrentOneIsAnError()
    {
        string output = await Subject.Run("disagree");
        Assert.Contains("'counter' was handed vnet 'other' while vnet 'vnet0' is current", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTeardownReportNamesTheScopeThatWasNeverLeft_AndWhereItWasEntered()
    {
        string output = await Subject.Run("leak");
        Assert.Contains("Vnet 'leaky': not clean", output, StringComparison.Ordinal);
        Assert.Contains("held: 1 Flow VnetScope", output, StringComparison.Ordinal);
        Assert.Contains("<<Main>$>g__Leak", output, StringComparison.Ordinal);
        Assert.Contains("stopped: 1 Timer", output, StringComparison.Ordinal);
        Assert.Contains("[heartbeat]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnhandledExceptionIsHandledInTheVnetThatThrewIt() =>
        Assert.Equal("thrower\n", await Subject.Run("unhandled"));
}
