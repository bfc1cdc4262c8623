using System.Net;
using Vimage.Net;
using Vimage.Wormholes;

namespace Vimage.Dashboard.Tests;

/// <summary>
/// A vnet with something to see below it: two hosts at a router, by a link and by a bridge, a wormhole between them, and a vnet of the router's.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    private static int s_count;

    internal Scene()
    {
        Top = Vnet.Root.CreateChild($"scene{Interlocked.Increment(ref s_count)}", new VnetOptions { ChildrenMax = 2000 });
        Router = Top.CreateChild("router", new VnetOptions { ChildrenMax = 10 });
        _ = Router.CreateChild("table");
        Red = Top.CreateChild("red", new VnetOptions { ChildrenMax = 10 });
        Blue = Top.CreateChild("blue");
        Connect(Red, "10.0.1", out _);
        Connect(Blue, "10.0.2", out Epair far);
        Router.Run(() =>
        {
            Bridge bridge = Bridge.Create();
            bridge.AddMember(far);
            bridge.Up();
        });
        Wormhole = Top.Run(() => Wormholes.Wormhole.OpenBytes(Red, Blue, new WormholeOptions { Name = "tunnel" }));
    }

    internal Vnet Top { get; }

    internal Vnet Router { get; }

    internal Vnet Red { get; }

    internal Vnet Blue { get; }

    internal Wormhole Wormhole { get; }

    /// <summary>Lets a host have its router answer echoes, until it is told not to.</summary>
    internal async Task PingAsync(CancellationToken cancellation)
    {
        await Red.RunAsync(async () =>
        {
            using VnetPing ping = new(IPAddress.Parse("10.0.1.1"));
            while (!cancellation.IsCancellationRequested)
            {
                await ping.SendPingAsync(TimeSpan.FromSeconds(1), cancellationToken: CancellationToken.None);
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        Wormhole.Dispose();
        await Top.DestroyAsync(new VnetDestroyOptions { Recursive = true });
    }

    private void Connect(Vnet host, string network, out Epair far)
    {
        (Epair near, far) = host.Run(Epair.Create);
        Epair moved = far;
        moved.Rename($"to-{host.Name}");
        moved.MoveTo(Router);
        Router.Run(() => moved.AddAddress(IPAddress.Parse($"{network}.1"), 24));
        host.Run(() => near.AddAddress(IPAddress.Parse($"{network}.2"), 24));
    }
}
