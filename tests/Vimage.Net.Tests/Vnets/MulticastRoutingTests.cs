using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Forwarding to groups between vnets.</summary>
public sealed class MulticastRoutingTests
{
    private const string Group = "239.0.0.1";

    [Trait("FreeBSD", "netinet/ip_mroute.py TestMRoute")]
    [Fact]
    public void Router_sends_on_both_ways()
    {
        using TestStack stack = new();
        using World world = new(Group, "192.168.1.2", "192.168.2.2");
        world.Route(0, 1);
        world.Route(1, 0);
        Assert.Equal("192.168.1.2", world.Send(0, to: 1));
        Assert.Equal("192.168.2.2", world.Send(1, to: 0));
        MulticastRoute[] routes = world.Router.Run(static () => MulticastRouting.Routes.ToArray());
        Assert.All(routes, static route => Assert.Equal((1, 31, 0), (route.Packets, route.Bytes, route.WrongInterface)));
    }

    // The same file, with the interfaces of one pair in FIB 0 and of the other in FIB 1, and the routes crossed.
    [Trait("FreeBSD", "netinet/ip_mroute.py TestMRoute")]
    [Fact]
    public void Tables_do_not_mix_and_one_without_a_router_sends_nothing_on()
    {
        using TestStack stack = new();
        using World world = new(Group, "192.168.1.2", "192.168.2.2", "192.168.3.2", "192.168.4.2");
        world.Router.Run(static () => Routing.FibCount = 2);
        world.Inside[2].Fib = 1;
        world.Inside[3].Fib = 1;
        world.Route(0, 1);
        world.Route(1, 0);
        Assert.Equal("192.168.1.2", world.Send(0, to: 1));
        Assert.Null(world.Send(2, to: 3));
        Assert.Null(world.Send(0, to: 3));
        world.Route(2, 3, fib: 1);
        Assert.Equal("192.168.3.2", world.Send(2, to: 3));
        Assert.Null(world.Send(2, to: 1));
        Assert.Equal("EADDRNOTAVAIL", Assert.Throws<NetworkException>(() => world.Route(0, 3)).Errno);
        world.Router.Run(static () => MulticastRouting.Stop());
        Assert.Null(world.Send(0, to: 1));
        Assert.Equal("192.168.3.2", world.Send(2, to: 3));
    }

    [Theory]
    [InlineData("ff05::1234", "2001:db8:1::2", "2001:db8:2::2", true)]
    [InlineData("ff0e::1234", "2001:db8:1::2", "2001:db8:2::2", true)]
    [InlineData("ff02::1234", "2001:db8:1::2", "2001:db8:2::2", false)]
    [InlineData("224.0.0.200", "192.168.1.2", "192.168.2.2", false)]
    [InlineData("224.0.1.1", "192.168.1.2", "192.168.2.2", true)]
    public void Groups_wider_than_a_link_are_sent_on(string group, string first, string second, bool isSentOn)
    {
        using TestStack stack = new();
        using World world = new(group, first, second);
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        if (isSentOn)
        {
            world.Route(0, 1);
            Assert.Equal(first, world.Send(0, to: 1));
        }
        else
        {
            Assert.Throws<ArgumentException>(() => world.Route(0, 1));
            int asked = 0;
            world.Router.Run(() => MulticastRouting.Start((_, _, _) => asked++));
            Assert.Null(world.Send(0, to: 1));
            Assert.Equal(0, asked);
        }
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, true)]
    [InlineData(9, 9, false)]
    [InlineData(10, 9, true)]
    public void Packet_passes_where_it_has_more_to_live_than_the_threshold(int timeToLive, int threshold, bool passes)
    {
        using TestStack stack = new();
        using World world = new(Group, "192.168.1.2", "192.168.2.2");
        world.Route(0, 1, threshold: threshold);
        Assert.Equal(passes ? "192.168.1.2" : null, world.Send(0, to: 1, timeToLive));
    }

    [Fact]
    public void Packet_that_comes_in_elsewhere_is_not_sent_on_and_counted()
    {
        using TestStack stack = new();
        using World world = new(Group, "192.168.1.2", "192.168.2.2");
        MulticastRoute route = world.Route(1, 0, source: "192.168.1.2");
        Assert.Null(world.Send(0, to: 1));
        Assert.Equal((0, 1), (route.Packets, route.WrongInterface));
    }

    [Fact]
    public void Route_of_a_sender_counts_more_than_that_for_all()
    {
        using TestStack stack = new();
        using World world = new(Group, "192.168.1.2", "192.168.2.2", "192.168.3.2");
        world.Route(0, 1, source: "0.0.0.0");
        Assert.Equal("192.168.1.2", world.Send(0, to: 1));
        world.Route(0, 2);
        Assert.Equal("192.168.1.2", world.Send(0, to: 2));
        Assert.Null(world.Send(0, to: 1));
    }

    [Fact]
    public void Packets_wait_for_the_route_that_is_asked_for()
    {
        using TestStack stack = new();
        using World world = new(Group, "192.168.1.2", "192.168.2.2");
        List<string> asked = [];
        world.Router.Run(() => MulticastRouting.Start((group, source, from) => asked.Add($"{group} {source} {from.Index == world.Inside[0].Index}")));
        for (int i = 0; i < 6; i++)
        {
            Assert.Null(world.Send(0, to: 1));
        }

        Assert.Equal([$"{Group} 192.168.1.2 True"], asked);
        world.Route(0, 1);
        Assert.Equal(4, world.Received(1));
        Assert.Equal((2, 6), world.Router.Run(static () => (MulticastRouting.Statistics.QueueOverflows, MulticastRouting.Statistics.Unresolved)));
    }

    [Fact]
    public void Waiting_ends_after_a_while_and_is_bounded()
    {
        using TestStack stack = new();
        using World world = new(Group, "192.168.1.2", "192.168.2.2");
        world.Router.Run(static () => MulticastRouting.Start(static (_, _, _) => { }));
        byte[] data = [1];
        for (int i = 0; i < 100; i++)
        {
            world.Hosts[0].Send(data, new IPEndPoint(IPAddress.Parse($"239.1.0.{i}"), 9));
        }

        Assert.Equal(64, stack.Netisr.PacketsInUse);
        Assert.Equal((36, 64), world.Router.Run(static () => (MulticastRouting.Statistics.QueueOverflows, MulticastRouting.Statistics.Upcalls)));
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        Assert.Equal(64, world.Router.Run(static () => MulticastRouting.Statistics.Expired));
    }

    [Fact]
    public void Routes_and_what_waits_go_with_the_interface()
    {
        using TestStack stack = new();
        using World world = new(Group, "192.168.1.2", "192.168.2.2", "192.168.3.2");
        world.Router.Run(static () => MulticastRouting.Start(static (_, _, _) => { }));
        MulticastRoute route = world.Route(0, 1);
        world.Route(2, 1);
        world.Hosts[0].Send([1], new IPEndPoint(IPAddress.Parse("239.1.0.1"), 9));
        Assert.Equal(1, stack.Netisr.PacketsInUse);
        world.Inside[0].MoveTo(stack.Vnet);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        Assert.DoesNotContain(route, world.Router.Run(static () => MulticastRouting.Routes));
        Assert.Equal("EADDRNOTAVAIL", world.Router.Run(() => Assert.Throws<NetworkException>(() => MulticastRouting.Remove(route)).Errno));
    }

    [Fact]
    public void Sender_of_a_packet_too_large_for_a_link_is_told_with_IPv6()
    {
        using TestStack stack = new();
        using World world = new("ff05::1234", "2001:db8:1::2", "2001:db8:2::2");
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        world.Inside[1].Mtu = 1300;
        world.Route(0, 1);
        world.Hosts[0].Send(new byte[1400], new IPEndPoint(IPAddress.Parse("ff05::1234"), World.Port));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, world.Received(1));
        Assert.Equal(1300, world.Hosts[0].Client.Vnet.Run(static () => Ip6.PathMtuTo(IPAddress.Parse("ff05::1234"))));
    }

    /// <summary>A router with as many hosts around it as there are addresses, each of them in the group.</summary>
    private sealed class World : IDisposable
    {
        internal const int Port = 6676;

        private readonly IPAddress _group;
        private readonly string[] _addresses;

        internal World(string group, params string[] addresses)
        {
            (_group, _addresses) = (IPAddress.Parse(group), addresses);
            Router = Tests.Hosts.Add("router");
            foreach (string address in addresses)
            {
                Vnet host = Tests.Hosts.Add($"host{Hosts.Count}");
                (Epair outside, Epair inside) = Tests.Hosts.Connect(host, Router);
                inside.Rename($"in{Inside.Count}");
                bool isIpv4 = _group.AddressFamily == AddressFamily.InterNetwork;
                outside.Configure(address, isIpv4 ? 24 : 64);
                inside.Configure(address[..^1] + "1", isIpv4 ? 24 : 64);
                Inside.Add(inside);
                Hosts.Add(host.Run(() =>
                {
                    VnetUdpClient client = new(new IPEndPoint(isIpv4 ? IPAddress.Any : IPAddress.IPv6Any, Port)) { MulticastLoopback = false };
                    client.JoinMulticastGroup(outside.Index, _group);
                    SocketOptionLevel level = isIpv4 ? SocketOptionLevel.IP : SocketOptionLevel.IPv6;
                    client.Client.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, 10);
                    client.Client.SetSocketOption(level, SocketOptionName.MulticastInterface, isIpv4 ? IPAddress.HostToNetworkOrder(outside.Index) : outside.Index);
                    return client;
                }));
            }
        }

        internal Vnet Router { get; }

        internal List<Epair> Inside { get; } = [];

        internal List<VnetUdpClient> Hosts { get; } = [];

        internal MulticastRoute Route(int from, int to, int fib = 0, int threshold = 1, string? source = null) => Router.Run(() => MulticastRouting.Add(
            _group,
            IPAddress.Parse(source ?? _addresses[from]),
            Inside[from],
            [new MulticastOutput(Inside[to], threshold)],
            fib));

        /// <summary>Sends three bytes to the group, and says from whom another host has got them.</summary>
        internal string? Send(int from, int to, int? timeToLive = null)
        {
            if (timeToLive is { } given)
            {
                Hosts[from].Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, given);
            }

            _ = Received(to);
            Hosts[from].Send([1, 2, 3], new IPEndPoint(_group, Port));
            IPEndPoint? sender = null;
            return Hosts[to].Available == 3 && Hosts[to].Receive(ref sender).Length == 3 ? sender!.Address.ToString() : null;
        }

        internal int Received(int host)
        {
            int count = 0;
            for (IPEndPoint? sender = null; Hosts[host].Available > 0; count++)
            {
                _ = Hosts[host].Receive(ref sender);
            }

            return count;
        }

        public void Dispose() => Hosts.ForEach(static each => each.Dispose());
    }
}
