namespace Vimage.Bench.Tests;

/// <summary>The command line, as far as it measures nothing.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("There is no suite 'speed'.", "speed")]
    [InlineData("Which suite?")]
    [InlineData("'--fast' is no option, or lacks its value.", "access", "--fast")]
    [InlineData("'--json' is no option, or lacks its value.", "access", "--json")]
    [InlineData("There is no folder", "access", "--json", "nowhere/at/all.json")]
    public void BadInput_IsNamedWithTheSuites_AndExitsWith2(string message, params string[] args)
    {
        using StringWriter errors = new();

        int exitCode = CommandLine.Run(args, errors);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("generator", errors.ToString(), StringComparison.Ordinal);
    }
}
