using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Echoes that a vnet asks for: a host, a router, a host, each a link of its own to the next.</summary>
[Trait("RFC", "792")]
[Trait("RFC", "4443")]
public sealed class VnetPingTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Vnet _top = Vnet.Root.CreateChild($"ping{Guid.NewGuid():N}", new VnetOptions { ChildrenMax = 10 });
    private readonly Vnet _near;
    private readonly Vnet _router;
    private readonly Vnet _far;

    public VnetPingTests()
    {
        (_near, _router, _far) = (_top.CreateChild("near"), _top.CreateChild("router"), _top.CreateChild("far"));
        Connect(_near, "10.0.1.2/24", "10.0.1.1/24");
        Connect(_far, "10.0.2.2/24", "10.0.2.1/24");
        Connect(_near, "2001:db8:1::2/64", "2001:db8:1::1/64");
        Connect(_far, "2001:db8:2::2/64", "2001:db8:2::1/64");
        _router.Run(static () => Ip.IsForwarding = Ip6.IsForwarding = true);
        Route(_near, "10.0.1.1", "2001:db8:1::1");
        Route(_far, "10.0.2.1", "2001:db8:2::1");
    }

    public void Dispose() => _top.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().Wait();

    [Theory]
    [InlineData("10.0.2.2", 63)]
    [InlineData("2001:db8:2::2", 0)]
    public async Task A_host_behind_a_router_answers(string address, int timeToLive)
    {
        VnetPingReply reply = await PingAsync(address);
        Assert.Equal((IPStatus.Success, IPAddress.Parse(address), timeToLive, 64), (reply.Status, reply.Address, reply.TimeToLive, reply.Length));
        Assert.True(reply.RoundtripTime > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("10.0.2.2")]
    [InlineData("2001:db8:2::2")]
    public async Task Each_answer_is_that_of_its_own_request(string address)
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(caller => _near.RunAsync(async () =>
        {
            using VnetPing ping = new(IPAddress.Parse(address));
            for (int i = 0; i < 20; i++)
            {
                VnetPingReply reply = await ping.SendPingAsync(s_patience, dataSize: caller * 100);
                Assert.Equal((IPStatus.Success, 8 + (caller * 100)), (reply.Status, reply.Length));
            }
        })));
    }

    [Theory]
    [InlineData("10.0.9.9", "10.0.1.1")]
    [InlineData("2001:db8:9::9", "2001:db8:1::1")]
    public async Task A_router_that_knows_no_way_says_so(string address, string router)
    {
        VnetPingReply reply = await PingAsync(address);
        Assert.Equal((IPStatus.DestinationUnreachable, IPAddress.Parse(router)), (reply.Status, reply.Address));
    }

    [Fact]
    public async Task A_packet_that_has_gone_too_far_is_reported()
    {
        _near.SetVariableText("net.inet.ip.ttl", "1");
        Assert.Equal(IPStatus.TtlExpired, (await PingAsync("10.0.2.2")).Status);
    }

    [Fact]
    public async Task A_host_that_is_silent_is_waited_for_as_long_as_was_said()
    {
        _far.Run(static () => Ifnet.All.Single(static each => each.Addresses.Any(static one => one.Address.Equals(IPAddress.Parse("10.0.2.2")))).Down());
        VnetPingReply reply = await _near.RunAsync(async () =>
        {
            using VnetPing ping = new(IPAddress.Parse("10.0.2.2"));
            return await ping.SendPingAsync(TimeSpan.FromMilliseconds(50));
        });
        Assert.Equal(IPStatus.TimedOut, reply.Status);
    }

    [Fact]
    public async Task A_host_to_which_there_is_no_route_is_an_error()
    {
        await Assert.ThrowsAsync<SocketException>(() => _top.RunAsync(async () =>
        {
            using VnetPing ping = new(IPAddress.Parse("10.0.2.2"));
            await ping.SendPingAsync(s_patience);
        }));
    }

    private Task<VnetPingReply> PingAsync(string address) => _near.RunAsync(async () =>
    {
        using VnetPing ping = new(IPAddress.Parse(address));
        return await ping.SendPingAsync(s_patience);
    });

    private void Connect(Vnet host, string address, string routerAddress)
    {
        (Epair a, Epair b) = host.Run(Epair.Create);
        b.Rename($"{b.Name}-{host.Name}");
        b.MoveTo(_router);
        host.Run(() => Add(a, address));
        _router.Run(() => Add(b, routerAddress));
    }

    private static void Add(Epair end, string address)
    {
        // Nobody else is there to have the address.
        if (address.Contains(':', StringComparison.Ordinal))
        {
            Vnet.Current.SetVariableText("net.inet6.ip6.dad_count", "0");
        }

        string[] parts = address.Split('/');
        end.AddAddress(IPAddress.Parse(parts[0]), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void Route(Vnet host, string gateway, string gateway6) => host.Run(() =>
    {
        Routing.Add(Routing.Default, IPAddress.Parse(gateway));
        Routing.Add(Routing.Default6, IPAddress.Parse(gateway6));
    });
}
