using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

public sealed class LaggTests
{
    public static TheoryData<LaggProtocol> Protocols => new(Enum.GetValues<LaggProtocol>());

    [Theory]
    [MemberData(nameof(Protocols))]
    public void TwoVnets_ReachEachOther_AndGoOnWhenALinkFails(LaggProtocol protocol)
    {
        using TestStack stack = new();
        (Lagg near, Lagg far, (Epair A, Epair B)[] links) = Connect(protocol, 3);
        Assert.Equal(5, stack.Ping(near.Vnet, "10.0.0.2", count: 5, size: 4000));
        Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("10.0.0.2"), 80), 300_000, client: near.Vnet, server: far.Vnet);
        Assert.Same(links[0].A, near.ActivePort);

        // The other end switches it off; this one sees that.
        links[0].B.Down();
        Assert.Same(links[1].A, near.ActivePort);
        Assert.Equal(5, stack.Ping(near.Vnet, "10.0.0.2", count: 5));
        links[1].A.Destroy();
        Assert.Equal(5, stack.Ping(near.Vnet, "10.0.0.2", count: 5));
        Assert.Equal([links[0].B, links[2].B], far.Ports);
        links[2].A.Down();
        Assert.Equal(0, stack.Ping(near.Vnet, "10.0.0.2"));
        Assert.Null(near.ActivePort);
        links[0].B.Up();
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, stack.Ping(near.Vnet, "10.0.0.2"));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void Failover_UsesTheFirst_RoundRobinAll_LoadBalanceOneForEachFlow()
    {
        using TestStack stack = new();
        Assert.Equal([12, 0, 0], Sent(LaggProtocol.Failover, static _ => 9));
        Assert.Equal([4, 4, 4], Sent(LaggProtocol.RoundRobin, static _ => 9));
        Assert.Equal([0, 0, 12], Sent(LaggProtocol.LoadBalance, static _ => 9).Order());
        Assert.All(Sent(LaggProtocol.LoadBalance, static i => 1000 + i), static count => Assert.True(count > 0));
        Assert.Equal([0, 0, 12], Sent(LaggProtocol.LoadBalance, static _ => 9, isIpv6: true).Order());
        Assert.All(Sent(LaggProtocol.LoadBalance, static i => 1000 + i, isIpv6: true), static count => Assert.True(count > 0));
    }

    [Fact]
    public void FailoverPortInReserve_ReceivesNothing_UnlessTheVnetSaysSo()
    {
        using TestStack stack = new();
        Lagg lagg = Lagg.Create();
        Wire[] ports = [Wire.Create(), Wire.Create()];
        Array.ForEach(ports, lagg.AddPort);
        lagg.AddAddress(IPAddress.Parse("192.0.2.1"), 24);
        byte[] packet = Packets.Ip("192.0.2.2", "192.0.2.1", IpProtocol.Icmp, Packets.Echo());
        ports[1].InjectIp(packet);
        Assert.Equal((0, 1), (lagg.Counters.PacketsIn, ports[1].Counters.DroppedFor(IfDrop.InputNotForUs)));
        Vnet.Current.SetVariable("net.link.lagg.failover_rx_all", true);
        ports[1].InjectIp(packet);
        ports[0].InjectIp(packet);
        Assert.Equal(2, lagg.Counters.PacketsIn);
    }

    [Trait("FreeBSD", "net/if_lagg_test.sh")]
    [Fact]
    public void Ports_HaveItsAddressAndMtu_AsLongAsTheyAreInIt()
    {
        using TestStack stack = new();
        Lagg lagg = Lagg.Create();
        Wire[] ports = [Wire.Create(), Wire.Create()];
        MacAddress[] before = [.. ports.Select(static port => port.LinkAddress)];
        MacAddress own = lagg.LinkAddress;
        ports[0].Mtu = 9000;
        Array.ForEach(ports, lagg.AddPort);
        Assert.Equal((before[0], 9000), (lagg.LinkAddress, lagg.Mtu));
        Assert.Equal((before[0], 9000), (ports[1].LinkAddress, ports[1].Mtu));
        MacAddress given = MacAddress.Parse("02:00:00:00:00:01");
        lagg.SetLinkAddress(given);
        lagg.Mtu = 4000;
        Assert.All(ports, port => Assert.Equal((given, 4000), (port.LinkAddress, port.Mtu)));
        Assert.Equal("EINVAL", Refusal(() => ports[1].Mtu = 1500));
        lagg.RemovePort(ports[0]);
        Assert.Equal((before[0], 9000, given), (ports[0].LinkAddress, ports[0].Mtu, lagg.LinkAddress));

        // Its first port takes its address along.
        lagg.SetLinkAddress(before[1]);
        lagg.AddPort(ports[0]);
        lagg.RemovePort(ports[1]);
        Assert.Equal((before[0], before[1], 1500), (lagg.LinkAddress, ports[1].LinkAddress, ports[1].Mtu));
        lagg.RemovePort(ports[0]);
        Assert.Equal(own, lagg.LinkAddress);
    }

    [Trait("FreeBSD", "net/if_lagg_test.sh")]
    [Fact]
    public void Ports_AreSwitchedOnAndOffWithIt()
    {
        using TestStack stack = new();
        Lagg lagg = Lagg.Create();
        Wire[] ports = [Wire.Create(), Wire.Create()];
        lagg.AddPort(ports[0]);
        Assert.False(ports[0].IsUp);
        lagg.Up();
        Assert.True(ports[0].IsUp);
        lagg.AddPort(ports[1]);
        Assert.True(ports[1].IsUp);
        lagg.Down();
        Assert.All(ports, static port => Assert.False(port.IsUp));
        lagg.Up();
        lagg.Destroy();
        Assert.All(ports, static port => Assert.True(port is { Lagg: null, IsUp: true, IsDestroyed: false }));
    }

    [Fact]
    public async Task PortThatMoves_OrALaggThatMoves_LetsTheOtherGo()
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        Lagg lagg = Lagg.Create();
        (Epair a, Epair b) = Epair.Create();
        MacAddress address = a.LinkAddress;
        lagg.AddPort(a);
        lagg.AddPort(b);
        a.MoveTo(other);
        Assert.Equal([b], lagg.Ports);
        Assert.Equal((null, address, b.LinkAddress), (a.Lagg, a.LinkAddress, lagg.LinkAddress));
        lagg.MoveTo(other);
        Assert.Empty(lagg.Ports);
        other.Run(() => lagg.AddPort(a));
        await other.DestroyAsync();
        Assert.Empty(lagg.Ports);
        Assert.Same(stack.Vnet, lagg.Vnet);
        Assert.Same(stack.Vnet, a.Vnet);
    }

    [Fact]
    public void Vlan_AndBridge_OnALagg()
    {
        using TestStack stack = new();
        (Lagg near, Lagg far, _) = Connect(LaggProtocol.LoadBalance, 2);
        near.Vnet.Run(() => Vlan.Create(near, 42)).Configure("10.0.42.1");
        Bridge bridge = far.Vnet.Run(Bridge.Create);
        bridge.AddMember(far.Vnet.Run(() => Vlan.Create(far, 42)));
        bridge.Members[0].Up();
        bridge.Configure("10.0.42.2");
        Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("10.0.42.2"), 80), 300_000, client: near.Vnet, server: far.Vnet);

        // The aggregation itself as a member: segments come one by one.
        Bridge whole = near.Vnet.Run(Bridge.Create);
        whole.AddMember(near);
        whole.Configure("10.0.1.1");
        far.Configure("10.0.1.2");
        Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("10.0.1.2"), 81), 300_000, client: near.Vnet, server: far.Vnet);
        Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("10.0.1.1"), 81), 300_000, client: far.Vnet, server: near.Vnet);
    }

    [Fact]
    public void Refusals_SayWhy()
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        (Lagg lagg, Lagg second, Bridge bridge) = (Lagg.Create(), Lagg.Create(), Bridge.Create());
        (Wire wire, Wire free) = (Wire.Create(), Wire.Create());
        lagg.AddPort(wire);
        bridge.AddMember(free);
        Assert.Equal("EEXIST", Refusal(() => lagg.AddPort(wire)));
        Assert.Equal("EBUSY", Refusal(() => second.AddPort(wire)));
        Assert.Equal("EBUSY", Refusal(() => bridge.AddMember(wire)));
        Assert.Equal("EBUSY", Refusal(() => lagg.AddPort(free)));
        Assert.Equal("EPROTONOSUPPORT", Refusal(() => lagg.AddPort(second)));
        Assert.Equal("EPROTONOSUPPORT", Refusal(() => lagg.AddPort(bridge)));
        Assert.Equal("EPROTONOSUPPORT", Refusal(() => lagg.AddPort(Vlan.Create(lagg, 1))));
        Assert.Equal("EINVAL", Refusal(() => lagg.AddPort(other.Run(Wire.Create))));
        Assert.Equal("ENOENT", Refusal(() => lagg.RemovePort(free)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Lagg.Create((LaggProtocol)3));
        for (int i = 1; i < 32; i++)
        {
            lagg.AddPort(Wire.Create());
        }

        Assert.Equal("ENOSPC", Refusal(() => lagg.AddPort(Wire.Create())));
    }

    private static long[] Sent(LaggProtocol protocol, Func<int, int> port, bool isIpv6 = false)
    {
        Vnet.Current.SetVariable("net.inet6.ip6.dad_count", 0);
        Lagg lagg = Lagg.Create(protocol);
        Wire[] ports = [Wire.Create(), Wire.Create(), Wire.Create()];
        Array.ForEach(ports, lagg.AddPort);
        lagg.AddAddress(IPAddress.Parse(isIpv6 ? "2001:db8::1" : "192.0.2.1"), isIpv6 ? 64 : 24);
        IPAddress peer = IPAddress.Parse(isIpv6 ? "2001:db8::2" : "192.0.2.2");
        if (isIpv6)
        {
            Nd6.AddStatic(lagg, peer, Wire.PeerLink);
        }
        else
        {
            Arp.AddStatic(lagg, peer, Wire.PeerLink);
        }

        Array.ForEach(ports, static each => each.Sent.Clear());
        using VnetSocket client = new(peer.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        client.Bind(new IPEndPoint(isIpv6 ? IPAddress.IPv6Any : IPAddress.Any, 5000));
        for (int i = 0; i < 12; i++)
        {
            client.SendTo([1], new IPEndPoint(peer, port(i)));
        }

        long[] sent = [.. ports.Select(static each => (long)each.Sent.Count)];
        lagg.Destroy();
        return sent;
    }

    private static (Lagg Near, Lagg Far, (Epair A, Epair B)[] Links) Connect(LaggProtocol protocol, int count)
    {
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Lagg near, Lagg far) = (first.Run(() => Lagg.Create(protocol)), second.Run(() => Lagg.Create(protocol)));
        (Epair A, Epair B)[] links = new (Epair, Epair)[count];
        for (int i = 0; i < count; i++)
        {
            (Epair a, Epair b) = links[i] = Epair.Create();
            a.Rename($"a{i}");
            b.Rename($"b{i}");
            a.MoveTo(first);
            b.MoveTo(second);
            near.AddPort(links[i].A);
            far.AddPort(links[i].B);
        }

        near.Configure("10.0.0.1");
        far.Configure("10.0.0.2");
        return (near, far, links);
    }

    private static string Refusal(Action action) => Assert.Throws<NetworkException>(action).Errno;
}
