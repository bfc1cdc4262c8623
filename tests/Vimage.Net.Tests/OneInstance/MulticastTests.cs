using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>What sockets hear of groups (RFC 1112, 3678).</summary>
[Trait("RFC", "1112")]
public sealed class MulticastTests
{
    private static readonly IPAddress s_group = IPAddress.Parse("230.0.0.1");

    [Fact]
    public void Socket_hears_only_the_groups_that_it_has_joined()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetSocket member = Shared();
        using VnetSocket other = Shared();
        Join(member, s_group, wire.Index);
        long before = Ip.Statistics.NotMember;
        Inject(wire, "192.0.2.2", "230.0.0.1");
        Assert.Equal((1, 0), (member.Available, other.Available));
        Inject(wire, "192.0.2.2", "230.0.0.2");
        Assert.Equal(1, Ip.Statistics.NotMember - before);
        member.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.DropMembership, new MulticastOption(s_group));
        Inject(wire, "192.0.2.2", "230.0.0.1");
        Assert.Equal(2, Ip.Statistics.NotMember - before);
    }

    [Trait("RFC", "3678")]
    [Fact]
    public void Group_is_heard_by_the_interface_that_it_was_joined_on()
    {
        using TestStack stack = new();
        Wire first = TestStack.AddWire("192.0.2.1", 24);
        Wire second = TestStack.AddWire("198.51.100.1", 24);
        using VnetSocket onFirst = Shared();
        using VnetSocket onSecond = Shared();
        Join(onFirst, s_group, first.Index);
        Join(onSecond, s_group, second.Index);
        Inject(second, "198.51.100.2", "230.0.0.1");
        Assert.Equal((0, 1), (onFirst.Available, onSecond.Available));
    }

    [Trait("RFC", "3678")]
    [Fact]
    public void Sources_that_are_not_wanted_are_not_heard()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetSocket including = Shared();
        using VnetSocket excluding = Shared();
        including.AddSourceMembership(s_group, IPAddress.Parse("192.0.2.7"), wire.Index);
        Join(excluding, s_group, wire.Index);
        excluding.BlockSource(s_group, IPAddress.Parse("192.0.2.7"), wire.Index);
        Inject(wire, "192.0.2.7", "230.0.0.1");
        Assert.Equal((1, 0), (Count(including), Count(excluding)));
        Inject(wire, "192.0.2.8", "230.0.0.1");
        Assert.Equal((0, 1), (Count(including), Count(excluding)));
        excluding.UnblockSource(s_group, IPAddress.Parse("192.0.2.7"), wire.Index);
        including.DropSourceMembership(s_group, IPAddress.Parse("192.0.2.7"), wire.Index);
        Inject(wire, "192.0.2.7", "230.0.0.1");
        Assert.Equal((0, 1), (Count(including), Count(excluding)));
    }

    [Fact]
    public void Socket_that_is_bound_to_a_group_hears_no_other_and_sends_from_an_address()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(s_group, 53));
        Join(socket, s_group, wire.Index);
        Join(socket, IPAddress.Parse("230.0.0.2"), wire.Index);
        Inject(wire, "192.0.2.2", "230.0.0.2");
        Assert.Equal(0, socket.Available);
        Inject(wire, "192.0.2.2", "230.0.0.1");
        Assert.Equal(1, socket.Available);
        wire.Sent.Clear();
        socket.SendTo([1], new IPEndPoint(s_group, 53));
        Assert.Equal("192.0.2.1", Ipv4.ToAddress(new IpHeader(wire.SentIp().Single()).Source).ToString());
    }

    [Trait("RFC", "3678")]
    [Fact]
    public void Refusals_are_those_of_the_sockets_api()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        IPAddress source = IPAddress.Parse("192.0.2.7");
        using VnetSocket socket = Shared();
        Assert.Equal(SocketError.AddressNotAvailable, Error(() => Join(socket, s_group, 99)));
        Assert.Equal(SocketError.AddressNotAvailable, Error(() => Leave(socket, s_group, wire.Index)));
        Assert.Equal(SocketError.AddressNotAvailable, Error(() => socket.BlockSource(s_group, source, wire.Index)));
        Assert.Throws<ArgumentException>(() => Join(socket, source, wire.Index));
        Assert.Throws<ArgumentException>(() => socket.AddSourceMembership(s_group, s_group, wire.Index));
        Join(socket, s_group, wire.Index);
        Assert.Equal(SocketError.AddressAlreadyInUse, Error(() => Join(socket, s_group, wire.Index)));
        Assert.Equal(SocketError.InvalidArgument, Error(() => socket.AddSourceMembership(s_group, source, wire.Index)));
        Assert.Equal(SocketError.InvalidArgument, Error(() => socket.DropSourceMembership(s_group, source, wire.Index)));
        Assert.Equal(SocketError.AddressNotAvailable, Error(() => socket.UnblockSource(s_group, source, wire.Index)));
        Leave(socket, s_group, wire.Index);
        socket.AddSourceMembership(s_group, source, wire.Index);
        Assert.Equal(SocketError.AddressNotAvailable, Error(() => socket.AddSourceMembership(s_group, source, wire.Index)));
        Assert.Equal(SocketError.InvalidArgument, Error(() => socket.BlockSource(s_group, source, wire.Index)));
        Assert.Equal(SocketError.InvalidArgument, Error(() => Join(socket, s_group, wire.Index)));
        using VnetSocket stream = new(SocketType.Stream, ProtocolType.Tcp);
        Assert.Equal(SocketError.OperationNotSupported, Error(() => Join(stream, s_group, wire.Index)));
    }

    [Trait("RFC", "3678")]
    [Fact]
    public void Memberships_and_sources_of_a_socket_are_bounded()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetSocket socket = Shared();
        for (int i = 0; i < 255; i++)
        {
            Join(socket, IPAddress.Parse($"230.1.0.{i}"), wire.Index);
        }

        for (int i = 0; i < 128; i++)
        {
            socket.AddSourceMembership(s_group, IPAddress.Parse($"192.0.2.{i + 1}"), wire.Index);
        }

        Assert.Equal(SocketError.NoBufferSpaceAvailable, Error(() => socket.AddSourceMembership(s_group, IPAddress.Parse("192.0.2.200"), wire.Index)));
        Assert.Equal(SocketError.NoBufferSpaceAvailable, Error(() => Join(socket, IPAddress.Parse("230.2.0.1"), wire.Index)));
        Inject(wire, "192.0.2.200", "230.0.0.1");
        Assert.Equal(0, socket.Available);
    }

    [Trait("RFC", "3678")]
    [Fact]
    public void Sources_of_all_sockets_are_bounded_and_who_is_refused_changes_nothing()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        List<VnetSocket> sockets = [];
        for (int i = 0; i < 4 * 128; i++)
        {
            if (i % 128 == 0)
            {
                sockets.Add(Shared());
            }

            sockets[^1].AddSourceMembership(s_group, new IPAddress([10, 0, (byte)(i / 128), (byte)(1 + (i % 128))]), wire.Index);
        }

        using VnetSocket last = Shared();
        Assert.Equal(SocketError.NoBufferSpaceAvailable, Error(() => last.AddSourceMembership(s_group, IPAddress.Parse("192.0.2.1"), wire.Index)));
        sockets.ForEach(static each => each.Dispose());
        last.AddSourceMembership(s_group, IPAddress.Parse("192.0.2.1"), wire.Index);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void What_is_sent_to_a_group_of_ones_own_is_heard_unless_that_is_switched_off(bool loopback, int heard)
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new(53);
        Assert.True(client.MulticastLoopback);
        client.MulticastLoopback = loopback;
        client.JoinMulticastGroup(wire.Index, s_group);
        wire.Sent.Clear();
        client.Send([1, 2, 3], new IPEndPoint(s_group, 53));
        Assert.Single(wire.Sent);
        Assert.Equal(heard, Count(client.Client));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void Nobody_hears_what_is_sent_to_a_group_that_was_not_joined()
    {
        using TestStack stack = new();
        _ = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new(53);
        client.Send([1], new IPEndPoint(s_group, 53));
        Assert.Equal(0, client.Available);
    }

    [Fact]
    public void Time_to_live_is_one_unless_set_and_zero_does_not_leave_the_host()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new(53);
        client.Client.Ttl = 77;
        client.Send([1], new IPEndPoint(s_group, 53));
        Assert.Equal(1, new IpHeader(wire.SentIp().Single()).TimeToLive);
        wire.Sent.Clear();
        client.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 9);
        Assert.Equal(9, client.Client.GetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive));
        client.Send([1], new IPEndPoint(s_group, 53));
        Assert.Equal(9, new IpHeader(wire.SentIp().Single()).TimeToLive);
        client.JoinMulticastGroup(wire.Index, s_group);
        wire.Sent.Clear();
        client.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 0);
        client.Send([1], new IPEndPoint(s_group, 53));
        Assert.Empty(wire.Sent);
        Assert.Equal(1, Count(client.Client));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 256));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Chosen_interface_sends_from_its_own_address(bool byAddress)
    {
        using TestStack stack = new();
        Wire first = TestStack.AddWire("192.0.2.1", 24);
        Wire second = TestStack.AddWire("198.51.100.1", 24);
        Routing.Add(Routing.Default, IPAddress.Parse("192.0.2.9"));
        using VnetUdpClient client = new(53);
        int choice = byAddress ? BitConverter.ToInt32([198, 51, 100, 1]) : IPAddress.HostToNetworkOrder(second.Index);
        client.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, choice);
        Assert.Equal(IPAddress.HostToNetworkOrder(second.Index), client.Client.GetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface));
        client.Send([1], new IPEndPoint(s_group, 53));
        Assert.Empty(first.Sent);
        Assert.Equal("198.51.100.1", Ipv4.ToAddress(new IpHeader(second.SentIp().Single()).Source).ToString());
        Assert.Equal(MacAddress.Parse("01:00:5e:00:00:01"), EthernetHeader.Destination(second.Sent[0]));
        second.Destroy();
        Assert.Equal(SocketError.AddressNotAvailable, Error(() => client.Send([1], new IPEndPoint(s_group, 53))));
        client.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, 0);
        client.Send([1], new IPEndPoint(s_group, 53));
        Assert.Single(first.Sent);
    }

    [Fact]
    public void Raw_socket_hears_all_groups_of_the_host_until_it_joins_one()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetSocket member = Shared();
        Join(member, s_group, wire.Index);
        Join(member, IPAddress.Parse("230.0.0.2"), wire.Index);
        using VnetSocket raw = new(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Udp);
        Inject(wire, "192.0.2.2", "230.0.0.2");
        Assert.Equal(1, Count(raw));
        Join(raw, s_group, wire.Index);
        Inject(wire, "192.0.2.2", "230.0.0.2");
        Assert.Equal(0, Count(raw));
        Inject(wire, "192.0.2.2", "230.0.0.1");
        Assert.Equal(1, Count(raw));
    }

    [Fact]
    public void Large_datagram_to_a_group_is_heard_whole_here_and_goes_in_fragments()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new(53);
        client.JoinMulticastGroup(wire.Index, s_group);
        wire.Sent.Clear();
        client.Send(new byte[5000], new IPEndPoint(s_group, 53));
        Assert.Equal(5000, client.Available);
        Assert.Equal(4, wire.Sent.Count);
        Assert.All(wire.Sent, static frame => Assert.Equal(MacAddress.Parse("01:00:5e:00:00:01"), EthernetHeader.Destination(frame)));
    }

    [Fact]
    public void Interface_that_sends_to_one_alone_has_no_groups()
    {
        using TestStack stack = new();
        OneToOne @interface = OneToOne.Create();
        using VnetSocket socket = Shared();
        Assert.Equal(SocketError.AddressNotAvailable, Error(() => Join(socket, s_group, @interface.Index)));
        Assert.False(@interface.IsMember(InAddress.From(s_group)));
    }

    private static VnetSocket Shared()
    {
        VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Any, 53));
        return socket;
    }

    private static void Join(VnetSocket socket, IPAddress group, int index) =>
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(group, index));

    private static void Leave(VnetSocket socket, IPAddress group, int index) =>
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.DropMembership, new MulticastOption(group, index));

    private static void Inject(Wire wire, string source, string group) =>
        wire.InjectIp(Packets.Ip(source, group, IpProtocol.Udp, Packets.Udp(source, group, 9, 53, [5]), ttl: 1));

    // Takes what is there, and says how much that was.
    private static int Count(VnetSocket socket)
    {
        int count = 0;
        for (byte[] buffer = new byte[64]; socket.Available > 0; count++)
        {
            socket.Receive(buffer);
        }

        return count;
    }

    private static SocketError Error(Action action) => Assert.Throws<SocketException>(action).SocketErrorCode;

    /// <summary>An interface without <see cref="IfFlags.Multicast"/>, which loses what it sends.</summary>
    private sealed class OneToOne : Ifnet
    {
        private OneToOne()
            : base(Vnet.Current, Netisr.Current, "one", 1500, IfFlags.PointToPoint)
        {
        }

        internal static OneToOne Create()
        {
            using (Netisr.Current.Enter())
            {
                OneToOne created = new();
                created.Attach("one0");
                return created;
            }
        }

        internal override void Output(Mbuf packet, uint nextHop) => Send(packet);

        internal override void Output(Mbuf packet, InAddress nextHop) => Send(packet);

        internal override void Transmit(Mbuf packet) => packet.Free();

        private protected override void Input(Mbuf packet) => InputIp(packet);
    }
}
