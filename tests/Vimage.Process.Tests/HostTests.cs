namespace Vimage.Process.Tests;

/// <summary>Host and domain names.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task AVnet_BeginsWithItsParentsNames_AndThenHasItsOwn()
    {
        await using Pair vnets = new();
        Assert.Equal(Environment.MachineName, vnets.Parent.Run(static () => VnetHost.HostName));
        vnets.Parent.Run(static () => (VnetHost.HostName, VnetHost.DomainName) = ("alcatraz", "example.org"));
        Assert.Equal("alcatraz.example.org", vnets.Child.Run(static () => $"{VnetHost.HostName}.{VnetHost.DomainName}"));
        vnets.Child.Run(static () => VnetHost.HostName = "singsing");
        Assert.Equal("alcatraz", vnets.Parent.Run(static () => VnetEnvironment.MachineName));
        Assert.Equal(Environment.MachineName, VnetHost.HostName);
    }

    [Fact]
    public void ANameThatIsTooLongOrEmpty_IsRefused_AndChangesNothing()
    {
        string before = VnetHost.HostName;
        ArgumentException thrown = Assert.Throws<ArgumentException>(static () => VnetHost.HostName = new string('x', 256));
        Assert.Contains("256", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => VnetHost.HostName = "");
        Assert.Equal(before, VnetHost.HostName);
    }
}
