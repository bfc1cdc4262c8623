using System.Net;
using System.Runtime.Versioning;

namespace Vimage.Net.Tests;

/// <summary>arping: who has an address, whether anybody has it already, and announcements that nobody has asked for.</summary>
[Trait("RFC", "826")]
[SupportedOSPlatform("linux")]
public sealed class ArpingTests
{
    [Fact]
    public void Arping_IsAnswered_WithTheAddressOfTheInterface()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("arping");
        using Vnetwork network = new(kernel);
        (int exitCode, string output) = kernel.Run("arping", "-c", "2", "-w", "10", "-I", "tap0", KernelNamespace.OwnAddress);
        Assert.True(exitCode == 0, output);
        Assert.Contains($"[{network.Tap.LinkAddress}]", output, StringComparison.OrdinalIgnoreCase);
    }

    [Trait("RFC", "5227")]
    [Theory]
    [InlineData(KernelNamespace.OwnAddress, 1)]
    [InlineData("10.99.0.77", 0)]
    public void DuplicateAddressDetection_FindsTheAddressesOfTheVnet_AndNoOthers(string address, int expected)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("arping");
        using Vnetwork network = new(kernel);

        // The probe has no sender's address (RFC 5227, 2.1.1).
        (int exitCode, string output) = kernel.Run("arping", "-D", "-c", "2", "-w", "3", "-I", "tap0", address);
        Assert.True(exitCode == expected, output);
    }

    [Theory]
    [InlineData("-U")]
    [InlineData("-A")]
    public void GratuitousAnnouncement_ChangesWhatIsKnownOfANeighbour(string how)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("arping");
        using Vnetwork network = new(kernel);
        IPAddress neighbor = IPAddress.Parse(KernelNamespace.KernelAddress);
        Assert.Equal(0, kernel.Run("ping", "-c", "1", "-W", "5", KernelNamespace.OwnAddress).ExitCode);
        MacAddress? before = Arp.Get(network.Tap, neighbor);
        Assert.NotNull(before);
        Assert.Equal(0, kernel.Run("ip", "link", "set", "tap0", "address", "02:00:00:00:12:34").ExitCode);
        (int exitCode, string output) = kernel.Run("arping", how, "-c", "1", "-w", "5", "-I", "tap0", KernelNamespace.KernelAddress);
        Assert.True(exitCode == 0 || output.Contains("Sent 1 probes", StringComparison.Ordinal), output);
        Assert.True(SpinWait.SpinUntil(() => Arp.Get(network.Tap, neighbor) == MacAddress.Parse("02:00:00:00:12:34"), 10_000));
        Assert.Equal(0, kernel.Run("ping", "-c", "1", "-W", "5", KernelNamespace.OwnAddress).ExitCode);
    }
}
