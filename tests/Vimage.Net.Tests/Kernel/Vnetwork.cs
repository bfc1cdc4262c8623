using System.Net;
using System.Runtime.Versioning;

namespace Vimage.Net.Tests;

/// <summary>A vnet at the other end of the kernel's device, in real time, with a thread that reads.</summary>
[SupportedOSPlatform("linux")]
internal sealed class Vnetwork : IDisposable
{
    private readonly Vnet _vnet = Vnet.Root.CreateChild($"kernel{Guid.NewGuid():N}", new VnetOptions { ChildrenMax = 10 });
    private readonly VnetScope _scope;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _reader;

    internal Vnetwork(KernelNamespace kernel)
    {
        _scope = _vnet.Enter();
        Netisr.Current = new Netisr(seed: 1);
        Tap = kernel.OpenTap();
        Tap.AddAddress(IPAddress.Parse(KernelNamespace.OwnAddress), 24);
        _reader = new Thread(() => Tap.Run(_stop.Token));
        _reader.Start();
    }

    internal Tap Tap { get; }

    /// <summary>Gives it an address of IPv6, too, and waits until nobody has said that it has it.</summary>
    internal async Task SpeakIpv6Async()
    {
        Tap.AddAddress(IPAddress.Parse(KernelNamespace.OwnAddress6), 64);
        while (Tap.Addresses.Any(static each => each.Flags != AddressFlags.None))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _reader.Join();
        _stop.Dispose();
        TestStack.EndConnections(Tap.Netisr);
        Tap.Destroy();
        _scope.Dispose();
        Assert.Empty(_vnet.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().GetAwaiter().GetResult().Failures);
    }
}
