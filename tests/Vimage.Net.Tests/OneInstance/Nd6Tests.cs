using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

[Trait("RFC", "4861")]
public sealed class Nd6Tests
{
    private const string Own = "2001:db8::1";
    private const string Peer = "2001:db8::2";
    private const string OwnGroup = "ff02::1:ff00:1";
    private const uint Solicited = 0x4000_0000;
    private const uint Override = 0x2000_0000;

    private static readonly IPAddress s_peer = IPAddress.Parse(Peer);
    private static readonly MacAddress s_other = MacAddress.Parse("02:00:00:00:00:aa");

    [Trait("RFC", "4862")]
    [Fact]
    public void A_new_address_is_asked_for_and_used_a_second_later()
    {
        using TestStack stack = new();
        Wire wire = Wire.Create();
        wire.AddAddress(IPAddress.Parse(Own), 64);
        Assert.All(wire.Addresses, static each => Assert.Equal(AddressFlags.Tentative, each.Flags));
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.All(wire.Addresses, static each => Assert.Equal(AddressFlags.None, each.Flags));
        List<byte[]> asked = wire.SentIcmp6(Icmp6Type.NeighborSolicitation);
        Assert.Equal(2, asked.Count);
        Assert.All(asked, static packet => Assert.Equal("::", new Ip6Header(packet).Source.ToString()));
        Assert.Contains(Own, asked.Select(Packets6.TargetOf));
    }

    [Trait("RFC", "4862")]
    [Fact]
    public void An_address_that_another_has_or_asks_for_too_is_not_used()
    {
        using TestStack stack = new();
        long before = Nd6.Statistics.DuplicateAddresses;
        Wire wire = Wire.Create();
        wire.AddAddress(IPAddress.Parse(Own), 64);
        wire.AddAddress(IPAddress.Parse("2001:db8::3"), 64);
        wire.InjectIp6(Packets6.Advertise(Own, "ff02::1", Own, Wire.PeerLink, Override));
        wire.InjectIp6(Packets6.Solicit("::", "ff02::1:ff00:3", "2001:db8::3"));
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(
            [AddressFlags.None, AddressFlags.Duplicated, AddressFlags.Duplicated],
            wire.Addresses.Select(static each => each.Flags));
        wire.Sent.Clear();
        wire.InjectIp6(Packets6.Echo(Peer, Own));
        Assert.Empty(wire.AllSentIp6());
        Assert.Equal(2, Nd6.Statistics.DuplicateAddresses - before);
    }

    [Fact]
    public void A_packet_waits_for_the_neighbors_answer()
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6(Own);
        using VnetSocket socket = Client();
        socket.SendTo([1], new IPEndPoint(s_peer, 9));
        socket.SendTo([2], new IPEndPoint(s_peer, 9));
        byte[] question = Assert.Single(wire.SentIcmp6(Icmp6Type.NeighborSolicitation));
        Assert.Equal("ff02::1:ff00:2", new Ip6Header(question).Destination.ToString());
        Assert.Equal(Peer, Packets6.TargetOf(question));
        Assert.Empty(wire.SentIp6());

        wire.InjectIp6(Packets6.Advertise(Peer, Own, Peer, Wire.PeerLink, Solicited | Override));
        Assert.Equal([1, 2], wire.SentIp6().Select(static packet => (int)packet[^1]));
        Assert.Equal((Wire.PeerLink, Nd6State.Reachable), Nd6.Get(wire, s_peer));
    }

    [Fact]
    public void A_neighbor_that_does_not_answer_is_asked_for_three_times()
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6(Own);
        using VnetSocket socket = Client();
        socket.SendTo([1], new IPEndPoint(s_peer, 9));
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(3, wire.SentIcmp6(Icmp6Type.NeighborSolicitation).Count);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        Assert.Null(Nd6.Get(wire, s_peer));
    }

    [Fact]
    public void A_router_tells_the_sender_when_a_neighbor_is_not_there()
    {
        using TestStack stack = new();
        Wire inside = stack.AddWire6(Own);
        Wire outside = stack.AddWire6("2001:db8:1::1");
        Ip6.IsForwarding = true;
        inside.InjectIp6(Packets6.Advertise(Peer, Own, Peer, Wire.PeerLink, Override));
        inside.InjectIp6(Packets6.Solicit(Peer, OwnGroup, Own, Wire.PeerLink));
        inside.Sent.Clear();
        inside.InjectIp6(Packets6.Echo(Peer, "2001:db8:1::9"));
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((Icmp6Type.Unreachable, Icmp6Code.AddressUnreachable, 0u), Packets6.IcmpOf(Assert.Single(inside.SentIp6())));
        Assert.Equal(3, outside.SentIcmp6(Icmp6Type.NeighborSolicitation).Count);
    }

    [Fact]
    public void A_neighbor_that_was_long_not_heard_of_is_asked_whether_it_is_there_and_forgotten_if_not()
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6(Own);
        Meet(wire);
        stack.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(Nd6State.Stale, Nd6.Get(wire, s_peer)!.Value.State);
        wire.Sent.Clear();
        using VnetSocket socket = Client();
        socket.SendTo([1], new IPEndPoint(s_peer, 9));
        Assert.Single(wire.SentIp6());
        Assert.Equal(Nd6State.Delay, Nd6.Get(wire, s_peer)!.Value.State);
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Peer, new Ip6Header(Assert.Single(wire.SentIcmp6(Icmp6Type.NeighborSolicitation))).Destination.ToString());
        wire.InjectIp6(Packets6.Advertise(Peer, Own, Peer, Wire.PeerLink, Solicited));
        Assert.Equal(Nd6State.Reachable, Nd6.Get(wire, s_peer)!.Value.State);

        stack.Time.Advance(TimeSpan.FromSeconds(50));
        socket.SendTo([1], new IPEndPoint(s_peer, 9));
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(Nd6.Get(wire, s_peer));
    }

    [Trait("FreeBSD", "netinet6/ndp.sh ndp_add_gu_success")]
    [Trait("FreeBSD", "netinet6/ndp.sh ndp_del_gu_success")]
    [Fact]
    public void A_static_neighbor_stays_until_it_is_deleted()
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6(Own);
        Nd6.AddStatic(wire, s_peer, s_other);
        wire.InjectIp6(Packets6.Advertise(Peer, Own, Peer, Wire.PeerLink, Solicited | Override));
        stack.Time.Advance(TimeSpan.FromHours(30));
        Assert.Equal((s_other, Nd6State.Permanent), Nd6.Get(wire, s_peer));
        Assert.True(Nd6.Remove(wire, s_peer));
        Assert.False(Nd6.Remove(wire, s_peer));
        Assert.Null(Nd6.Get(wire, s_peer));
    }

    [Trait("FreeBSD", "netinet6/ndp.sh ndp_grand_linklayer_event")]
    [Fact]
    public void A_neighbor_that_says_that_its_link_address_has_changed_is_believed_if_it_insists()
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6(Own);
        Meet(wire);
        wire.InjectIp6(Packets6.Advertise(Peer, "ff02::1", Peer, s_other, 0));
        Assert.Equal((Wire.PeerLink, Nd6State.Stale), Nd6.Get(wire, s_peer));
        wire.InjectIp6(Packets6.Advertise(Peer, "ff02::1", Peer, s_other, Override));
        Assert.Equal((s_other, Nd6State.Stale), Nd6.Get(wire, s_peer));
    }

    [Trait("FreeBSD", "netinet6/proxy_ndp.sh")]
    [Fact]
    public void A_proxy_answers_for_another_with_its_link_address_and_is_in_its_group_as_long()
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6(Own);
        IPAddress proxied = IPAddress.Parse("2001:db8::77");
        wire.InjectIp6(Packets6.Solicit(Peer, "ff02::1:ff00:77", "2001:db8::77", Wire.PeerLink));
        Assert.Empty(wire.SentIcmp6(Icmp6Type.NeighborAdvertisement));

        Nd6.AddProxy(wire, proxied, s_other);
        wire.InjectIp6(Packets6.Solicit(Peer, "ff02::1:ff00:77", "2001:db8::77", Wire.PeerLink));
        byte[] answer = Assert.Single(wire.SentIcmp6(Icmp6Type.NeighborAdvertisement));
        Assert.Equal(s_other, NdOptions.FindLink(answer.AsSpan(Ip6Header.Size + 24), NdOptions.TargetLink));
        Assert.Equal(0u, Packets6.IcmpOf(answer).Value & Override);

        wire.Sent.Clear();
        Assert.True(Nd6.Remove(wire, proxied));
        wire.InjectIp6(Packets6.Solicit(Peer, "ff02::1:ff00:77", "2001:db8::77", Wire.PeerLink));
        Assert.Empty(wire.SentIcmp6(Icmp6Type.NeighborAdvertisement));

        Nd6.AddProxy(wire, proxied);
        wire.Destroy();
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Theory]
    [InlineData(254, Peer, OwnGroup, Own, true)]
    [InlineData(255, "::", OwnGroup, Own, true)]
    [InlineData(255, Peer, OwnGroup, "ff02::5", true)]
    public void A_message_that_cannot_be_from_the_link_or_contradicts_itself_is_ignored(byte hopLimit, string source, string destination, string target, bool hasLink)
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6(Own);
        byte[] message = Packets6.Solicit(source, destination, target, hasLink ? Wire.PeerLink : null);
        message[7] = hopLimit;
        long before = Icmp6.Statistics.BadNeighborDiscovery;
        wire.InjectIp6(message);
        Assert.Equal(before + 1, Icmp6.Statistics.BadNeighborDiscovery);
        Assert.Empty(wire.AllSentIp6());
        Assert.Null(Nd6.Get(wire, s_peer));
    }

    [Fact]
    public void A_flood_of_strangers_takes_bounded_memory_and_leaves_those_that_answer()
    {
        using TestStack stack = new();
        stack.Set(64, static () => Nd6.V_nd6_maxneighbors, static value => Nd6.V_nd6_maxneighbors = value);
        Wire wire = stack.AddWire6(Own);
        Meet(wire);
        for (int i = 0x100; i < 0x1100; i++)
        {
            wire.InjectIp6(Packets6.Solicit($"2001:db8::{i:x}", OwnGroup, Own, Wire.PeerLink));
        }

        Assert.Equal(64, wire.Inet6!.Neighbors.Count);
        Assert.Equal(Nd6State.Reachable, Nd6.Get(wire, s_peer)!.Value.State);

        using VnetSocket socket = Client();
        IPAddress wanted = IPAddress.Parse("2001:db8::9999");
        socket.SendTo([1], new IPEndPoint(wanted, 9));
        Assert.Equal(Nd6State.Incomplete, Nd6.Get(wire, wanted)!.Value.State);
        Assert.Equal((64, 1), (wire.Inet6!.Neighbors.Count, wire.Inet6.IncompleteNeighbors));

        // A stranger takes the place of who did not answer, and is asked for itself then.
        wire.InjectIp6(Packets6.Solicit("2001:db8::ffff", OwnGroup, Own, Wire.PeerLink));
        Assert.Equal((64, 0), (wire.Inet6.Neighbors.Count, wire.Inet6.IncompleteNeighbors));
        socket.SendTo([1], new IPEndPoint(wanted, 9));
        stack.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((63, 0), (wire.Inet6.Neighbors.Count, wire.Inet6.IncompleteNeighbors));
    }

    [Fact]
    public void Static_neighbours_are_taken_beyond_the_bound()
    {
        using TestStack stack = new();
        stack.Set(2, static () => Nd6.V_nd6_maxneighbors, static value => Nd6.V_nd6_maxneighbors = value);
        Wire wire = stack.AddWire6(Own);
        for (int i = 0; i < 4; i++)
        {
            Nd6.AddStatic(wire, IPAddress.Parse($"2001:db8::10{i}"), Wire.PeerLink);
        }

        Assert.Equal((4, 0), (wire.Inet6!.Neighbors.Count, wire.Inet6.IncompleteNeighbors));
    }

    private static VnetSocket Client()
    {
        VnetSocket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        return socket;
    }

    // The peer asks, and is asked, so that it is known to be there.
    private static void Meet(Wire wire)
    {
        using VnetSocket socket = Client();
        socket.SendTo([1], new IPEndPoint(s_peer, 9));
        wire.InjectIp6(Packets6.Advertise(Peer, Own, Peer, Wire.PeerLink, Solicited | Override));
    }
}
