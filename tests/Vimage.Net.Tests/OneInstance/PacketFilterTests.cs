using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

public sealed class PacketFilterTests
{
    [Fact]
    public void Filters_see_what_comes_in_before_it_is_known_whose_it_is_and_what_leaves()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire(TcpPeer.OwnAddress, 24);
        Arp.AddStatic(wire, IPAddress.Parse(TcpPeer.PeerAddress), Wire.PeerLink);
        wire.Sent.Clear();
        Recorder recorder = new();
        using Registration first = new(recorder);
        wire.InjectIp(Packets.Ip(TcpPeer.PeerAddress, "203.0.113.1", IpProtocol.Udp, Packets.Udp(TcpPeer.PeerAddress, "203.0.113.1", 7, 9, [1, 2, 3])));
        wire.InjectIp(Packets.Ip(TcpPeer.PeerAddress, TcpPeer.OwnAddress, IpProtocol.Icmp, Packets.Echo()));
        wire.InjectIp(Packets.Ip(TcpPeer.PeerAddress, TcpPeer.OwnAddress, IpProtocol.Udp, new byte[16], fragment: 3));
        Assert.Equal(
            [
                $"In {wire.Name} InterNetwork 17 192.0.2.2:7 > 203.0.113.1:9 31 11",
                $"In {wire.Name} InterNetwork 1 192.0.2.2:0 > 192.0.2.1:0 36 16",
                $"Out {wire.Name} InterNetwork 1 192.0.2.1:0 > 192.0.2.2:0 36 16",
                $"In {wire.Name} InterNetwork 17 192.0.2.2:0 > 192.0.2.1:0 36 16 later",
            ],
            recorder.Seen);
    }

    [Fact]
    public void Filters_see_packets_of_ipv6_behind_their_extension_headers()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("2001:db8::1", 64);
        Recorder recorder = new();
        using Registration first = new(recorder);
        byte[] datagram = Packets6.Udp("2001:db8::2", "2001:db8::9", 7, 9, [1]);
        wire.InjectIp6(Packets6.Ip("2001:db8::2", "2001:db8::9", IpProtocol.DestinationOptions, [IpProtocol.Udp, 0, 1, 4, 0, 0, 0, 0, .. datagram]));
        Assert.Equal([$"In {wire.Name} InterNetworkV6 17 2001:db8::2:7 > 2001:db8::9:9 57 9"], recorder.Seen);
    }

    [Fact]
    public void A_packet_passes_the_filters_in_order_and_out_in_the_opposite_one_until_one_drops_it()
    {
        using TestStack stack = new();
        Ifnet loopback = TestStack.Loopback;
        List<string> asked = [];
        Named one = new("one", asked);
        Named two = new("two", asked);
        using Registration first = new(one);
        using Registration second = new(two);
        using VnetUdpClient server = new(9);
        using VnetUdpClient client = new();
        client.Send([1], new IPEndPoint(IPAddress.Loopback, 9));
        Assert.Equal(["Out two", "Out one", "In one", "In two"], asked);
        Assert.Equal(1, server.Client.Available);

        asked.Clear();
        one.Drops = PacketDirection.In;
        client.Send([1], new IPEndPoint(IPAddress.Loopback, 9));
        Assert.Equal(["Out two", "Out one", "In one"], asked);
        Assert.Equal(1, server.Client.Available);

        // Who sends what is not to leave is told.
        long before = Ip.Statistics.Filtered;
        one.Drops = PacketDirection.Out;
        Assert.Equal(SocketError.AccessDenied, Assert.Throws<SocketException>(() => client.Send([1], new IPEndPoint(IPAddress.Loopback, 9))).SocketErrorCode);
        Assert.Equal(1, Ip.Statistics.Filtered - before);
        Assert.NotNull(loopback);
    }

    [Fact]
    public void What_a_filter_throws_goes_to_who_sends_and_the_packet_is_lost()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using VnetUdpClient client = new();
        using (new Registration(new Thrower()))
        {
            Assert.Throws<InvalidOperationException>(() => client.Send([1], new IPEndPoint(IPAddress.Loopback, 9)));
        }

        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void A_filter_is_there_once_or_not()
    {
        using TestStack stack = new();
        Recorder recorder = new();
        Assert.Equal("ENOENT", Assert.Throws<NetworkException>(() => PacketFilters.Remove(recorder)).Errno);
        using Registration registration = new(recorder);
        Assert.Equal("EEXIST", Assert.Throws<NetworkException>(() => PacketFilters.Add(recorder)).Errno);
    }

    private sealed class Registration : IDisposable
    {
        private readonly IPacketFilter _filter;

        internal Registration(IPacketFilter filter) => PacketFilters.Add(_filter = filter);

        public void Dispose() => PacketFilters.Remove(_filter);
    }

    private sealed class Recorder : IPacketFilter
    {
        internal List<string> Seen { get; } = [];

        public PacketVerdict Check(in FilteredPacket packet)
        {
            Seen.Add($"{packet.Direction} {packet.Interface.Name} {packet.Family} {packet.Protocol} {packet.Source}:{packet.SourcePort} > "
                + $"{packet.Destination}:{packet.DestinationPort} {packet.Bytes.Length} {packet.Payload.Length}{(packet.IsLaterFragment ? " later" : "")}");
            return PacketVerdict.Pass;
        }
    }

    private sealed class Named(string name, List<string> asked) : IPacketFilter
    {
        internal PacketDirection Drops { get; set; }

        public PacketVerdict Check(in FilteredPacket packet)
        {
            asked.Add($"{packet.Direction} {name}");
            return packet.Direction == Drops ? PacketVerdict.Drop : PacketVerdict.Pass;
        }
    }

    private sealed class Thrower : IPacketFilter
    {
        public PacketVerdict Check(in FilteredPacket packet) => throw new InvalidOperationException("no");
    }
}
