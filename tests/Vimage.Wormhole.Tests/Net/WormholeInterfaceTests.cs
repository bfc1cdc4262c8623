using System.Net;
using System.Net.Sockets;
using Vimage.Net;
using Vimage.Net.Wormholes;

namespace Vimage.Wormholes.Tests;

/// <summary>Two network stacks, each in a domain of its own, that meet in a wormhole.</summary>
public sealed class WormholeInterfaceTests : IDisposable
{
    private readonly Vnet _first = NewVnet();
    private readonly Vnet _second = NewVnet();
    private readonly FrameWormhole _wormhole;
    private readonly Tun _a;
    private readonly Tun _b;

    public WormholeInterfaceTests()
    {
        _wormhole = Wormhole.OpenFrames(_first, _second);
        _a = Attach(_wormhole.First, "10.9.0.1");
        _b = Attach(_wormhole.Second, "10.9.0.2");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _wormhole.Dispose();

    [Fact]
    public async Task A_connection_goes_through_it()
    {
        byte[] sent = PipeTests.Pattern(5_000_000);
        Task<byte[]> receiving = _second.RunAsync(async () =>
        {
            using VnetTcpListener listener = new(IPAddress.Any, 80);
            listener.Start();
            using VnetTcpClient client = await listener.AcceptTcpClientAsync(Cancellation);
            using MemoryStream all = new();
            await client.GetStream().CopyToAsync(all, Cancellation);
            return all.ToArray();
        });
        await _first.RunAsync(async () =>
        {
            using VnetTcpClient client = new();
            await client.ConnectAsync(IPAddress.Parse("10.9.0.2"), 80, Cancellation);
            await client.GetStream().WriteAsync(sent, Cancellation);
        });
        Assert.Equal(sent, await receiving);
        Assert.True(_wormhole.Forward.SentBytes > sent.Length);
    }

    [Fact]
    public Task Datagrams_go_through_it_both_ways() => AssertAnsweredAsync(_first);

    [Fact]
    public async Task An_interface_that_is_moved_leaves_its_end_behind_and_works()
    {
        Vnet child = TestVnet.CreateBelow(_first);
        _first.Run(() => _a.MoveTo(child));
        child.Run(() => SetUp(_a, "10.9.0.1"));
        await AssertAnsweredAsync(child);
        Assert.Same(_first, _wormhole.First.Vnet);
        child.Run(_a.Destroy);
        Assert.True(_wormhole.First.IsClosed);
    }

    [Fact]
    public async Task Both_interfaces_go_with_the_wormhole()
    {
        _wormhole.Revoke();
        await UntilAsync(() => _a.IsDestroyed && _b.IsDestroyed && _wormhole.First.IsClosed);
    }

    [Fact]
    public async Task Destroying_an_interface_closes_its_end_and_the_other_one_goes_too()
    {
        _a.Destroy();
        Assert.True(_wormhole.First.IsClosed);
        await UntilAsync(() => _b.IsDestroyed);
    }

    [Fact]
    public async Task The_other_interface_goes_with_a_vnet()
    {
        VnetTeardownReport report = await _first.DestroyAsync();
        Assert.True(report.IsClean, report.ToString());
        await UntilAsync(() => _b.IsDestroyed);
    }

    [Fact]
    public void An_end_of_another_vnet_is_refused() =>
        Assert.Throws<ArgumentException>(() => WormholeInterface.Attach(_wormhole.First));

    private async Task AssertAnsweredAsync(Vnet vnet)
    {
        using VnetUdpClient server = _second.Run(() => new VnetUdpClient(7));
        using VnetUdpClient client = vnet.Run(() => new VnetUdpClient(0));
        await client.SendAsync("ping"u8.ToArray(), new IPEndPoint(IPAddress.Parse("10.9.0.2"), 7), Cancellation);
        UdpReceiveResult asked = await server.ReceiveAsync(Cancellation);
        await server.SendAsync(asked.Buffer, asked.RemoteEndPoint, Cancellation);
        Assert.Equal("ping"u8.ToArray(), (await client.ReceiveAsync(Cancellation)).Buffer);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(1, Cancellation);
        }
    }

    private static Vnet NewVnet()
    {
        Vnet vnet = TestVnet.CreateParent();
        vnet.Run(static () => Netisr.Current = new Netisr());
        return vnet;
    }

    private static Tun Attach(WormholeFrameEnd end, string address) => end.Vnet.Run(() =>
    {
        Tun tun = WormholeInterface.Attach(end);
        SetUp(tun, address);
        return tun;
    });

    private static void SetUp(Tun tun, string address)
    {
        tun.AddAddress(IPAddress.Parse(address), 30);
        tun.Up();
    }
}
