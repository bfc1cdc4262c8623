using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Groups between vnets.</summary>
public sealed class MulticastScenarioTests
{
    private static readonly IPAddress s_group = IPAddress.Parse("233.252.0.1");

    // By the address (mreq), by the index (mreqn, MCAST_JOIN_GROUP).
    [Trait("FreeBSD", "netinet/multicast.sh")]
    [Theory]
    [InlineData("address")]
    [InlineData("index")]
    public void Group_joined_on_an_interface_is_heard(string how)
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("mjail1"), Hosts.Add("mjail2"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        (Epair d, Epair c) = Hosts.Connect(second, first);
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        c.Configure("192.0.3.1");
        d.Configure("192.0.3.2");
        using VnetUdpClient receiver = second.Run(static () => new VnetUdpClient(6676));
        MulticastOption option = how == "address" ? new MulticastOption(s_group, IPAddress.Parse("192.0.2.2")) : new MulticastOption(s_group, b.Index);
        receiver.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, option);
        using VnetUdpClient sender = first.Run(static () => new VnetUdpClient(6676));
        sender.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, BitConverter.ToInt32([192, 0, 3, 1]));
        sender.Send("other"u8, new IPEndPoint(s_group, 6676));
        Assert.Equal(0, receiver.Available);
        sender.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, BitConverter.ToInt32([192, 0, 2, 1]));
        sender.Send("hello"u8, new IPEndPoint(s_group, 6676));
        IPEndPoint? from = null;
        Assert.Equal("hello"u8.ToArray(), receiver.Receive(ref from));
        Assert.Equal("192.0.2.1:6676", from!.ToString());
    }

    [Trait("FreeBSD", "netinet/multicast.sh")]
    [Fact]
    public void Without_a_route_no_interface_can_be_chosen_and_with_a_default_route_it_is_that_of_the_route()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("mjail1"), Hosts.Add("mjail2"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        using VnetUdpClient receiver = second.Run(static () => new VnetUdpClient(6676));
        Assert.Equal(
            SocketError.AddressNotAvailable, Assert.Throws<SocketException>(() => receiver.JoinMulticastGroup(s_group)).SocketErrorCode);
        second.Run(static () => Routing.Add(Routing.Default, IPAddress.Parse("192.0.2.1")));
        receiver.JoinMulticastGroup(s_group);
        using VnetUdpClient sender = first.Run(static () => new VnetUdpClient(6676));
        sender.Send("hello"u8, new IPEndPoint(s_group, 6676));
        Assert.Equal(5, receiver.Available);
    }

    [Trait("RFC", "4007")]
    [Trait("FreeBSD", "netinet6/test_ip6_output.py test_output6_multicast")]
    [Theory]
    [InlineData("ff02")]
    [InlineData("ff05")]
    [InlineData("ff08")]
    [InlineData("ff0e")]
    public void Groups_of_each_scope_are_heard_on_the_chosen_link(string scope)
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("vnet1"), Hosts.Add("vnet2"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        (Epair d, Epair c) = Hosts.Connect(second, first);
        a.Configure("2001:db8:a::1", 64);
        b.Configure("2001:db8:a::2", 64);
        c.Configure("2001:db8:b::1", 64);
        d.Configure("2001:db8:b::2", 64);
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        IPAddress group = IPAddress.Parse($"{scope}::3456");
        using VnetSocket onFirst = second.Run(() => Listen(b, group));
        using VnetSocket onSecond = second.Run(() => Listen(d, group));
        using VnetSocket sender = first.Run(static () => new VnetSocket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp));
        sender.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, c.Index);
        sender.SendTo("data"u8, new IPEndPoint(group, 45678));
        Assert.Equal((0, 4), (onFirst.Available, onSecond.Available));
        EndPoint from = new IPEndPoint(IPAddress.IPv6Any, 0);
        onSecond.ReceiveFrom(new byte[9], SocketFlags.None, ref from);
        Assert.Equal(scope == "ff02", ((IPEndPoint)from).Address.IsIPv6LinkLocal);
    }

    [Fact]
    public void Memberships_go_with_the_interface_that_moves()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        using VnetUdpClient receiver = second.Run(static () => new VnetUdpClient(6676));
        int index = b.Index;
        receiver.JoinMulticastGroup(index, s_group);
        b.MoveTo(stack.Vnet);
        Assert.False(b.IsMember(InAddress.From(s_group)));
        Assert.Equal(
            SocketError.AddressNotAvailable, Assert.Throws<SocketException>(() => receiver.DropMulticastGroup(s_group)).SocketErrorCode);
        b.MoveTo(second);
        b.Configure("192.0.2.2");
        receiver.JoinMulticastGroup(b.Index, s_group);
        using VnetUdpClient sender = first.Run(static () => new VnetUdpClient(6676));
        sender.Send("hello"u8, new IPEndPoint(s_group, 6676));
        Assert.Equal(5, receiver.Available);
    }

    [Fact]
    public async Task Memberships_go_with_the_vnet()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        second.Run(() => new VnetUdpClient(6676).JoinMulticastGroup(b.Index, s_group));
        VnetTeardownReport report = await second.DestroyAsync();
        Assert.Empty(report.Failures);
        Assert.Same(stack.Vnet, b.Vnet);
        Assert.False(b.IsMember(InAddress.From(s_group)));
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    private static VnetSocket Listen(Ifnet @interface, IPAddress group)
    {
        VnetSocket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 45678));
        socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new IPv6MulticastOption(group, @interface.Index));
        return socket;
    }
}
