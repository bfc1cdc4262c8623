using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>By which interface and from which address packets go. (FreeBSD: tests/sys/netinet6/test_ip6_output.py.)</summary>
public sealed class Output6Tests
{
    /// <summary>(TestIP6Output.test_output6_pktinfo_ok, _base and _linklocal.)</summary>
    [Fact]
    public void A_datagram_goes_by_the_interface_of_its_route_and_link_local_by_that_of_its_scope()
    {
        using TestStack stack = new();
        Wire first = stack.AddWire6("2001:db8:1::1");
        Wire second = stack.AddWire6("2001:db8:2::1");
        using VnetSocket socket = Client();
        socket.SendTo([1], new IPEndPoint(IPAddress.Parse("2001:db8:2::2"), 9));
        Assert.Equal((0, 1), (first.Sent.Count, second.Sent.Count));
        socket.SendTo([1], new IPEndPoint(IPAddress.Parse($"fe80::2%{first.Index}"), 9));
        Assert.Equal((1, 1), (first.Sent.Count, second.Sent.Count));
        Assert.Equal(SocketError.HostUnreachable, ErrorOf(() => socket.SendTo([1], new IPEndPoint(IPAddress.Parse("fe80::2"), 9))));
        Assert.Equal(SocketError.HostUnreachable, ErrorOf(() => socket.SendTo([1], new IPEndPoint(IPAddress.Parse("fe80::2%77"), 9))));
        Assert.Equal(SocketError.NetworkUnreachable, ErrorOf(() => socket.SendTo([1], new IPEndPoint(IPAddress.Parse("2001:db9::1"), 9))));
    }

    /// <summary>(TestIP6Output.test_output6_nexthop and test_output6_pktinfo_bad.)</summary>
    [Fact]
    public void A_datagram_goes_by_the_neighbour_the_interface_and_the_source_that_its_sender_says()
    {
        using TestStack stack = new();
        Wire first = stack.AddWire6("2001:db8:1::1");
        Wire second = stack.AddWire6("2001:db8:2::1");
        Nd6.AddStatic(first, IPAddress.Parse("2001:db8:1::9"), MacAddress.Parse("02:00:00:00:00:09"));
        Nd6.AddStatic(second, IPAddress.Parse("2001:db8:2::2"), MacAddress.Parse("02:00:00:00:00:02"));
        Nd6.AddStatic(second, IPAddress.Parse($"fe80::2%{second.Index}"), MacAddress.Parse("02:00:00:00:00:02"));
        using VnetSocket socket = Client();
        IPEndPoint far = new(IPAddress.Parse("2001:db8:2::2"), 9);
        socket.SendTo([1], far, new VnetDatagramPath(NextHop: IPAddress.Parse("2001:db8:1::9")));
        Assert.Equal((1, 0), (first.Sent.Count, second.Sent.Count));
        Assert.Equal(InAddress.From(far.Address), Ip6Of(first).Destination);
        socket.SendTo([1], far, new VnetDatagramPath(Source: IPAddress.Parse("2001:db8:1::1"), InterfaceIndex: second.Index));
        Assert.Equal((1, 1), (first.Sent.Count, second.Sent.Count));
        Assert.Equal(InAddress.From(IPAddress.Parse("2001:db8:1::1")), Ip6Of(second).Source);
        socket.SendTo([1], new IPEndPoint(IPAddress.Parse("fe80::2"), 9), new VnetDatagramPath(InterfaceIndex: second.Index));
        socket.SendTo([1], new IPEndPoint(IPAddress.Parse("ff02::9"), 9), new VnetDatagramPath(InterfaceIndex: second.Index));
        Assert.Equal((1, 3), (first.Sent.Count, second.Sent.Count));

        Assert.Equal(SocketError.HostUnreachable, ErrorOf(() => socket.SendTo([1], far, new VnetDatagramPath(InterfaceIndex: first.Index))));
        Assert.Equal(SocketError.HostUnreachable, ErrorOf(() => socket.SendTo([1], far, new VnetDatagramPath(InterfaceIndex: first.Index, NextHop: far.Address))));
        Assert.Equal(SocketError.AddressNotAvailable, ErrorOf(() => socket.SendTo([1], far, new VnetDatagramPath(InterfaceIndex: 77))));
        Assert.Equal(SocketError.AddressNotAvailable, ErrorOf(() => socket.SendTo([1], far, new VnetDatagramPath(Source: IPAddress.Parse("2001:db8:1::77")))));
        Assert.Equal((1, 3), (first.Sent.Count, second.Sent.Count));
    }

    [Theory]
    [InlineData("2001:db8:1::2", "2001:db8:1::1")]
    [InlineData("2001:db8:1:ff::2", "2001:db8:1::1")]
    [InlineData("fd00:2::9", "fd00:1::1")]
    [InlineData("2002:c000:201::9", "2002:c000:204::1")]
    public void The_source_goes_best_with_the_destination(string destination, string source)
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6("2001:db8:1::1");
        foreach (string address in (string[])["2001:db9::1", "fd00:1::1", "2002:c000:204::1"])
        {
            wire.AddAddress(IPAddress.Parse(address), 64);
        }

        Routing.Add(Routing.Default6, IPAddress.Parse($"fe80::9%{wire.Index}"));
        using VnetSocket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(new IPEndPoint(IPAddress.Parse(destination), 9));
        Assert.Equal(IPAddress.Parse(source), ((IPEndPoint)socket.LocalEndPoint!).Address);
    }

    [Fact]
    public void A_socket_of_both_families_hears_both_and_one_of_IPv6_alone_does_not()
    {
        using TestStack stack = new();
        Ifnet loopback = TestStack.Loopback;
        loopback.AddAddress(IPAddress.IPv6Loopback, 128);
        using VnetSocket both = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = true, Blocking = false };
        both.Bind(new IPEndPoint(IPAddress.IPv6Any, 53));
        using VnetSocket alone = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        alone.Bind(new IPEndPoint(IPAddress.IPv6Any, 54));
        using VnetUdpClient client = new();
        client.Send([1], new IPEndPoint(IPAddress.Loopback, 53));
        client.Send([1], new IPEndPoint(IPAddress.Loopback, 54));
        byte[] buffer = new byte[10];
        EndPoint from = new IPEndPoint(IPAddress.IPv6Any, 0);
        Assert.Equal(1, both.ReceiveFrom(buffer, SocketFlags.None, ref from));
        Assert.Equal(IPAddress.Parse("::ffff:127.0.0.1"), ((IPEndPoint)from).Address);
        Assert.Equal(0, alone.Available);

        both.SendTo([2], from);
        IPEndPoint? answered = null;
        Assert.Equal([2], client.Receive(ref answered));
        using VnetSocket client6 = Client();
        client6.SendTo([3], new IPEndPoint(IPAddress.IPv6Loopback, 53));
        Assert.Equal(1, both.ReceiveFrom(buffer, SocketFlags.None, ref from));
        Assert.Equal(IPAddress.IPv6Loopback, ((IPEndPoint)from).Address);
        Assert.Equal(SocketError.AddressFamilyNotSupported, ErrorOf(() => alone.SendTo([1], new IPEndPoint(IPAddress.Loopback, 53))));
        Assert.Equal(SocketError.AddressAlreadyInUse, ErrorOf(static () => new VnetUdpClient(53).Dispose()));
    }

    [Fact]
    public async Task A_listener_of_both_families_grants_connections_of_both()
    {
        using TestStack stack = new();
        Ifnet loopback = TestStack.Loopback;
        loopback.AddAddress(IPAddress.IPv6Loopback, 128);
        using VnetTcpListener listener = VnetTcpListener.Create(80);
        listener.Start();
        foreach ((IPAddress server, IPAddress seen) in ((IPAddress, IPAddress)[])
        [
            (IPAddress.Loopback, IPAddress.Loopback.MapToIPv6()),
            (IPAddress.IPv6Loopback, IPAddress.IPv6Loopback),
        ])
        {
            using VnetTcpClient client = new(server.AddressFamily);
            await client.ConnectAsync(server, 80, TestContext.Current.CancellationToken);
            using VnetTcpClient accepted = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            Assert.Equal(seen, ((IPEndPoint)accepted.Client.RemoteEndPoint!).Address);
            await client.GetStream().WriteAsync("abc"u8.ToArray(), TestContext.Current.CancellationToken);
            byte[] buffer = new byte[10];
            Assert.Equal(3, await accepted.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken));
        }
    }

    private static Ip6Header Ip6Of(Wire wire) => new(wire.Sent[^1].AsSpan(EthernetHeader.Size));

    private static VnetSocket Client()
    {
        VnetSocket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        return socket;
    }

    private static SocketError ErrorOf(Action action) => Assert.Throws<SocketException>(action).SocketErrorCode;
}
