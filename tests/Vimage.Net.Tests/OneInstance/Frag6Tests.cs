using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Fragments of IPv6.</summary>
[Trait("RFC", "8200")]
public sealed class Frag6Tests
{
    private const string Own = "2001:db8::1";
    private const string Peer = "2001:db8::2";

    /// <summary>A jumbogram is told of, and nothing is queued.</summary>
    [Trait("FreeBSD", "netinet6/frag6/frag6_01.sh")]
    [Fact]
    public void A_fragment_of_a_jumbogram_is_a_parameter_problem()
    {
        using TestStack stack = new();
        Wire wire = Start(stack);
        byte[] options = [IpProtocol.Fragment, 0, 0xC2, 4, 0, 1, 0, 0];
        byte[] fragment = new byte[16];
        new Ip6Fragment(fragment).Write(IpProtocol.Udp, 0, false, 1);
        byte[] packet = Packets6.Ip(Peer, Own, IpProtocol.HopByHop, [.. options, .. fragment]);
        packet.AsSpan(4, 2).Clear();
        wire.InjectIp6(packet);
        Assert.Equal((Icmp6Type.ParameterProblem, Icmp6Code.UnknownOption, 42u), Packets6.IcmpOf(Assert.Single(wire.SentIp6())));
        Assert.Equal(0, Ip6.WaitingFragments);
    }

    [Trait("FreeBSD", "netinet6/frag6/frag6_02.sh")]
    [Fact]
    public void A_fragment_that_ends_within_eight_bytes_and_is_not_the_last_is_a_parameter_problem()
    {
        using TestStack stack = new();
        Wire wire = Start(stack);
        wire.InjectIp6(Piece(0, 9, isLast: false));
        Assert.Equal((Icmp6Type.ParameterProblem, Icmp6Code.ErroneousField, 4u), Packets6.IcmpOf(Assert.Single(wire.SentIp6())));
        Assert.Equal(0, Ip6.WaitingFragments);
    }

    [Trait("RFC", "6946")]
    [Trait("FreeBSD", "netinet6/frag6/frag6_03.sh")]
    [Fact]
    public void A_fragment_that_is_all_of_its_packet_has_nothing_to_do_with_others()
    {
        using TestStack stack = new();
        Wire wire = Start(stack);
        long before = Ip6.Statistics.Reassembled;
        byte[] datagram = Packets6.Udp(Peer, Own, 1, 2, [1, 2, 3]);
        wire.InjectIp6(Packets6.Fragment(Peer, Own, IpProtocol.Udp, datagram, 0, true, 7));
        wire.InjectIp6(Packets6.Fragment(Peer, Own, IpProtocol.Udp, datagram, 0, true, 7));
        Assert.Equal(2, Ip6.Statistics.Reassembled - before);
        Assert.All(
            wire.SentIp6(),
            static packet => Assert.Equal((Icmp6Type.Unreachable, Icmp6Code.PortUnreachable, 0u), Packets6.IcmpOf(packet)));
        Assert.Equal(2, wire.SentIp6().Count);
    }

    [Trait("FreeBSD", "netinet6/frag6/frag6_05.sh")]
    [Fact]
    public void No_more_fragments_wait_than_may()
    {
        using TestStack stack = new();
        stack.Set(0, static () => Ip6.V_ip6_maxfrags, static value => Ip6.V_ip6_maxfrags = value);
        Wire wire = Start(stack);
        (long dropped, long timeouts) = (Ip6.Statistics.FragmentsDropped, Ip6.Statistics.FragmentTimeouts);
        Send20();
        Assert.Equal(20, Ip6.Statistics.FragmentsDropped - dropped);

        Ip6.V_ip6_maxfrags = 10;
        Send20();
        Assert.Equal((30, 10), (Ip6.Statistics.FragmentsDropped - dropped, Ip6.WaitingFragments));
        stack.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(10, Ip6.Statistics.FragmentTimeouts - timeouts);
        Assert.Equal(0, Ip6.WaitingFragments);
        Assert.Equal(10, wire.SentIp6().Count(static packet => Packets6.IcmpOf(packet).Type == Icmp6Type.TimeExceeded));

        void Send20()
        {
            for (uint i = 0; i < 20; i++)
            {
                wire.InjectIp6(Piece(0, 16, isLast: false, identification: i));
            }
        }
    }

    [Trait("FreeBSD", "netinet6/frag6/frag6_07.sh")]
    [Fact]
    public void A_fragment_that_ends_beyond_64_KB_is_a_parameter_problem_of_its_offset()
    {
        using TestStack stack = new();
        Wire wire = Start(stack);
        wire.InjectIp6(Piece(0xFFF8, 16, isLast: true));
        Assert.Equal((Icmp6Type.ParameterProblem, Icmp6Code.ErroneousField, 42u), Packets6.IcmpOf(Assert.Single(wire.SentIp6())));
    }

    [Trait("FreeBSD", "netinet6/frag6/frag6_09.sh")]
    [Trait("FreeBSD", "netinet6/frag6/frag6_11.sh")]
    [Theory]
    [InlineData(0, 1)]
    [InlineData(16, 0)]
    public void Who_has_sent_the_first_fragment_alone_is_told_that_time_is_up(int offset, int told)
    {
        using TestStack stack = new();
        Wire wire = Start(stack);
        long before = Ip6.Statistics.FragmentTimeouts;
        wire.InjectIp6(Piece(offset, 16, isLast: false));
        stack.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, Ip6.Statistics.FragmentTimeouts - before);
        Assert.Equal(told, wire.SentIp6().Count(static packet => Packets6.IcmpOf(packet) == (Icmp6Type.TimeExceeded, Icmp6Code.ReassemblyTimeExceeded, 0u)));
    }

    /// <summary>RFC 3168, 5.3.</summary>
    [Trait("RFC", "3168")]
    [Trait("FreeBSD", "netinet6/frag6/frag6_13.sh")]
    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 0)]
    public void Fragments_that_disagree_about_congestion_marks_are_no_packet(byte first, byte second)
    {
        using TestStack stack = new();
        Wire wire = Start(stack);
        (long dropped, long timeouts) = (Ip6.Statistics.FragmentsDropped, Ip6.Statistics.FragmentTimeouts);
        wire.InjectIp6(Piece(0, 16, isLast: false, trafficClass: first));
        wire.InjectIp6(Piece(16, 16, isLast: true, trafficClass: second));
        stack.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal((1, 1), (Ip6.Statistics.FragmentsDropped - dropped, Ip6.Statistics.FragmentTimeouts - timeouts));
    }

    /// <summary>What RFC 8200, 4.5 asks for: all fragments of the packet go.</summary>
    [Trait("RFC", "5722")]
    [Trait("FreeBSD", "netinet6/frag6/frag6_14.sh")]
    [Fact]
    public void Fragments_that_overlap_are_dropped_together_without_a_word()
    {
        using TestStack stack = new();
        Wire wire = Start(stack);
        long dropped = Ip6.Statistics.FragmentsDropped;
        wire.InjectIp6(Piece(0, 24, isLast: false));
        wire.InjectIp6(Piece(16, 16, isLast: true));
        Assert.Equal((2, 0), (Ip6.Statistics.FragmentsDropped - dropped, Ip6.WaitingFragments));
        stack.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Empty(wire.SentIp6());
    }

    [Trait("FreeBSD", "netinet6/frag6/frag6_20.sh")]
    [Fact]
    public void A_fragment_that_has_come_before_is_dropped_alone()
    {
        using TestStack stack = new();
        Wire wire = Start(stack);
        (long dropped, long timeouts) = (Ip6.Statistics.FragmentsDropped, Ip6.Statistics.FragmentTimeouts);
        wire.InjectIp6(Piece(0, 16, isLast: false));
        wire.InjectIp6(Piece(0, 16, isLast: false));
        wire.InjectIp6(Piece(32, 16, isLast: false));
        stack.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal((1, 2), (Ip6.Statistics.FragmentsDropped - dropped, Ip6.Statistics.FragmentTimeouts - timeouts));
    }

    [Trait("FreeBSD", "netinet6/frag6/frag6_19.sh")]
    [Fact]
    public void Many_packets_wait_at_once_and_none_is_dropped()
    {
        using TestStack stack = new();
        Wire wire = Start(stack);
        long dropped = Ip6.Statistics.FragmentsDropped;
        for (uint i = 0; i < 127; i++)
        {
            wire.InjectIp6(Piece(0, 16, isLast: false, identification: i * 0x1234567));
        }

        Assert.Equal((127, 0), (Ip6.WaitingFragments, Ip6.Statistics.FragmentsDropped - dropped));
    }

    [Theory]
    [InlineData(1453)]
    [InlineData(9000)]
    [InlineData(65527)]
    public void A_datagram_of_any_size_is_cut_and_put_together_in_any_order(int size)
    {
        using TestStack stack = new(seed: (ulong)size);
        Ifnet loopback = Ifnet.Get("lo0");
        loopback.AddAddress(IPAddress.IPv6Loopback, 128);
        loopback.Mtu = 1500;
        loopback.Link = new LinkProperties { Delay = TimeSpan.FromMilliseconds(5), Reorder = 0.5, Duplicate = 0.2 };
        using VnetSocket server = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { Blocking = false, ReceiveBufferSize = 1 << 20 };
        server.Bind(new IPEndPoint(IPAddress.IPv6Any, 53));
        byte[] data = new byte[size];
        new Random(size).NextBytes(data);
        server.SendTo(data, new IPEndPoint(IPAddress.IPv6Loopback, 53));
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        byte[] received = new byte[65536];
        Assert.Equal(data, received.AsSpan(0, server.Receive(received)).ToArray());
    }

    private static Wire Start(TestStack stack)
    {
        Wire wire = stack.AddWire6(Own);
        Nd6.AddStatic(wire, IPAddress.Parse(Peer), Wire.PeerLink);
        return wire;
    }

    private static byte[] Piece(int offset, int size, bool isLast, uint identification = 1, byte trafficClass = 0) =>
        Packets6.Fragment(Peer, Own, IpProtocol.Udp, new byte[size], offset, isLast, identification, trafficClass);
}
