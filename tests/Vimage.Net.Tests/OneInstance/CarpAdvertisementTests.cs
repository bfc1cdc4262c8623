using System.Buffers.Binary;
using System.Net;

namespace Vimage.Net.Tests;

/// <summary>What a master says of itself, and what is believed of others.</summary>
public sealed class CarpAdvertisementTests
{
    private const string Own = "192.0.2.1";
    private const string Shared = "192.0.2.254";
    private const string Shared6 = "2001:db8::254";

    private static readonly CarpPeer s_peer = new([Shared], AdvSkew: 100);
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_master_advertises_itself_by_the_shared_link_layer_address_and_then_announces_its_addresses()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = Build(advSkew: 128);
        stack.Time.Advance(TimeSpan.FromSeconds(3.4));
        Assert.DoesNotContain(wire.Sent, IsAdvertisement);
        stack.Time.Advance(TimeSpan.FromSeconds(0.2));
        byte[][] sent = [.. wire.Sent.Where(static frame => IsAdvertisement(frame) || EthernetHeader.Type(frame) == EtherType.Arp)];
        Assert.Equal(2, sent.Length);
        Assert.Equal((MacAddress.Parse("00:00:5e:00:01:01"), MacAddress.Parse("01:00:5e:00:00:12")), (EthernetHeader.Source(sent[0]), EthernetHeader.Destination(sent[0])));
        IpHeader ip = new(sent[0].AsSpan(EthernetHeader.Size));
        Assert.Equal((Packets.Address(Own), Packets.Address(CarpPeer.Group), 255, IpHeader.DontFragment, 56 << 2), (ip.Source, ip.Destination, ip.TimeToLive, ip.Fragment, ip.TypeOfService));
        byte[] message = ip.Payload.ToArray();
        Assert.Equal([0x21, 1, 128, 7, 0, 1], message[..6]);
        Assert.Equal(0, InternetChecksum.Of(message));
        ArpHeader arp = new(sent[1].AsSpan(EthernetHeader.Size));
        Assert.Equal((carp.LinkAddress, Packets.Address(Shared), Packets.Address(Shared)), (arp.SenderLink, arp.Sender, arp.Target));

        // And again after an advbase and an advskew, counting on.
        stack.Time.Advance(3 * (s_second * 1.5));
        ulong[] counters = [.. wire.Sent.Where(IsAdvertisement).Select(static frame => BinaryPrimitives.ReadUInt64BigEndian(frame.AsSpan(EthernetHeader.Size + 28)))];
        Assert.Equal([counters[0], counters[0] + 1, counters[0] + 2, counters[0] + 3], counters);
    }

    [Fact]
    public void Over_IPv6_too_with_an_unsolicited_advertisement_of_the_neighbor()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = Build6(stack);
        stack.Time.Advance(TimeSpan.FromSeconds(3.1));
        byte[] frame = Assert.Single(wire.Sent, IsAdvertisement6);
        Assert.Equal((carp.LinkAddress, MacAddress.Parse("33:33:00:00:00:12")), (EthernetHeader.Source(frame), EthernetHeader.Destination(frame)));
        Ip6Header ip = new(frame.AsSpan(EthernetHeader.Size));
        Assert.Equal((CarpPeer.Group6, 255, 56 << 2, 36), (ip.Destination.ToString(), ip.HopLimit, ip.TrafficClass, ip.Payload.Length));
        Assert.True(ip.Source.IsLinkLocal);
        byte[] announced = Assert.Single(wire.Sent, static each => IsNeighbor(each, Icmp6Type.NeighborAdvertisement));
        Assert.Equal(carp.LinkAddress, EthernetHeader.Source(announced));
        byte[] packet = announced[EthernetHeader.Size..];
        Assert.Equal((Icmp6Type.NeighborAdvertisement, (byte)0, 0x2000_0000u), Packets6.IcmpOf(packet));
        Assert.Equal(("ff02::1", Shared6), (new Ip6Header(packet).Destination.ToString(), Packets6.TargetOf(packet)));
        Assert.Equal(carp.LinkAddress, NdOptions.FindLink(packet.AsSpan(Ip6Header.Size + 24), NdOptions.TargetLink));
    }

    [Fact]
    public void One_that_other_code_has_made_is_believed_with_addresses_in_any_order_of_both_families()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = Build(vhid: 7, pass: "mekmitasdigoat", address: "192.0.2.200");
        wire.AddAddress(IPAddress.Parse("fe80::1"), 64, vhid: 7);
        wire.AddAddress(IPAddress.Parse("2001:db8::1"), 64, vhid: 7);
        wire.AddAddress(IPAddress.Parse("192.0.2.9"), 24, vhid: 7);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        long badBefore = Carp.Statistics.BadAuthentication;
        byte[] message = Convert.FromHexString("210764070001a2260123456789abcdefed0aeeb079de261825b92cbb8d83b727d6805151");
        CarpPeer.WithChecksum(message);
        s_peer.SendBy(wire, message);
        s_peer.SendBy6(wire, message);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((CarpState.Backup, badBefore), (carp.State, Carp.Statistics.BadAuthentication));

        // Who comes to be master goes on counting where the last one has ended.
        stack.Time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(CarpState.Master, carp.State);
        byte[] own = wire.Sent.First(IsAdvertisement);
        Assert.Equal(0x0123456789abcdf0u, BinaryPrimitives.ReadUInt64BigEndian(own.AsSpan(EthernetHeader.Size + 28)));
    }

    [Fact]
    public void What_is_wrong_is_counted_and_dropped()
    {
        using TestStack stack = new();
        (Wire wire, _) = Build();
        byte[] right = s_peer.Advertise();
        byte[] badVersion = CarpPeer.WithChecksum([0x31, .. right[1..]]);
        byte[] badSum = [.. right[..6], (byte)(right[6] ^ 1), .. right[7..]];
        Assert.Equal(1, Counted(static each => each.BadTimeToLive, () => s_peer.SendBy(wire, timeToLive: 254)));
        Assert.Equal(1, Counted(static each => each.BadVersion, () => s_peer.SendBy(wire, badVersion)));
        Assert.Equal(1, Counted(static each => each.BadChecksum, () => s_peer.SendBy(wire, badSum)));
        Assert.Equal(1, Counted(static each => each.BadLength, () => s_peer.SendBy(wire, right[..35])));
        Assert.Equal(1, Counted(static each => each.BadVhid, () => (s_peer with { Vhid = 2 }).SendBy(wire)));
        Assert.Equal(1, Counted(static each => each.BadAuthentication, () => (s_peer with { Pass = "foobaz" }).SendBy(wire)));
        Assert.Equal(1, Counted(static each => each.BadAuthentication, () => (s_peer with { Addresses = [Shared, "192.0.2.253"] }).SendBy(wire)));
        Wire other = TestStack.AddWire("198.51.100.1", 24);
        Assert.Equal(1, Counted(static each => each.BadInterface, () => s_peer.SendBy(other, destination: "198.51.100.1")));
        stack.Set(false, static () => Carp.V_carp_allow, static value => Carp.V_carp_allow = value);
        Assert.Equal(1, Counted(static each => each.Received, () => s_peer.SendBy(wire)));
        stack.Set(true, static () => Carp.V_carp_allow, static value => Carp.V_carp_allow = value);

        // None of them was taken for a master.
        stack.Time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal(CarpState.Master, Carp.All[0].State);

        long Counted(Func<CarpStatistics, long> counter, Action inject)
        {
            stack.Time.Advance(s_second / 100);
            long before = counter(Carp.Statistics);
            inject();
            return counter(Carp.Statistics) - before;
        }
    }

    [Fact]
    public void What_is_wrong_over_IPv6_is_counted_and_dropped()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = Build6(stack);
        CarpPeer peer = s_peer with { Addresses = [Shared6] };
        CarpStatistics statistics = Carp.Statistics;
        (long ttl, long vhid, long auth, long received) = (statistics.BadTimeToLive, statistics.BadVhid, statistics.BadAuthentication, statistics.Received6);
        peer.SendBy6(wire, hopLimit: 254);
        (peer with { Pass = "foobaz" }).SendBy6(wire);

        // It has no address of IPv4.
        wire.AddAddress(IPAddress.Parse(Own), 24);
        peer.SendBy(wire, destination: Own);
        Assert.Equal((ttl + 1, vhid + 1, auth + 1, received + 2), (statistics.BadTimeToLive, statistics.BadVhid, statistics.BadAuthentication, statistics.Received6));
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        peer.SendBy6(wire);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(CarpState.Backup, carp.State);
    }

    [Fact]
    public void One_that_was_overheard_and_comes_again_counts_as_any_other()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = Build();
        byte[] overheard = s_peer.Advertise();
        for (int i = 0; i < 5; i++)
        {
            s_peer.SendBy(wire, overheard);
            stack.Time.Advance(2 * s_second);
        }

        Assert.Equal(CarpState.Backup, carp.State);
    }

    [Fact]
    public void A_master_gives_way_to_one_as_fast_as_itself_and_not_to_a_slower_one()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = Build(advSkew: 50);
        stack.Time.Advance(4 * s_second);
        (s_peer with { AdvSkew = 51 }).SendBy(wire);
        Assert.Equal(CarpState.Master, carp.State);
        (s_peer with { AdvBase = 2, AdvSkew = 0 }).SendBy(wire);
        Assert.Equal(CarpState.Master, carp.State);
        (s_peer with { AdvSkew = 50 }).SendBy(wire);
        Assert.Equal(CarpState.Backup, carp.State);
        wire.Sent.Clear();
        stack.Time.Advance(3 * s_second);
        Assert.DoesNotContain(wire.Sent, IsAdvertisement);
    }

    [Fact]
    public void A_backup_displaces_a_slower_master_only_where_the_vnet_preempts_or_the_master_would_time_out()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = Build();
        s_peer.SendBy(wire);
        Assert.Equal(CarpState.Backup, carp.State);
        (s_peer with { AdvBase = 3, AdvSkew = 1 }).SendBy(wire);
        Assert.Equal(CarpState.Master, carp.State);
        carp.SetState(CarpState.Backup);
        stack.Set(true, static () => Carp.Preempts, static value => Carp.Preempts = value);
        long before = Carp.Statistics.Preemptions;
        (s_peer with { AdvSkew = 0 }).SendBy(wire);
        Assert.Equal(CarpState.Backup, carp.State);
        s_peer.SendBy(wire);
        Assert.Equal((CarpState.Master, before + 1), (carp.State, Carp.Statistics.Preemptions));
    }

    internal static bool IsAdvertisement(byte[] frame) => EthernetHeader.Type(frame) == EtherType.Ipv4 && frame[EthernetHeader.Size + 9] == IpProtocol.Carp;

    internal static bool IsAdvertisement6(byte[] frame) => EthernetHeader.Type(frame) == EtherType.Ipv6 && frame[EthernetHeader.Size + 6] == IpProtocol.Carp;

    internal static bool IsNeighbor(byte[] frame, Icmp6Type type) =>
        EthernetHeader.Type(frame) == EtherType.Ipv6 && frame[EthernetHeader.Size + 6] == IpProtocol.Icmp6 && (Icmp6Type)frame[EthernetHeader.Size + Ip6Header.Size] == type;

    internal static (Wire Wire, Carp Carp) Build(int vhid = 1, int advSkew = 0, string pass = "foobar", string address = Shared)
    {
        Wire wire = TestStack.AddWire(Own, 24);
        Carp carp = Carp.Create(wire, vhid, advSkew: advSkew, pass: pass);
        wire.AddAddress(IPAddress.Parse(address), 24, vhid);
        wire.Sent.Clear();
        return (wire, carp);
    }

    internal static (Wire Wire, Carp Carp) Build6(TestStack stack)
    {
        Wire wire = stack.AddWire6("2001:db8::1");
        Carp carp = Carp.Create(wire, vhid: 1, pass: "foobar");
        wire.AddAddress(IPAddress.Parse(Shared6), 64, vhid: 1);
        wire.Sent.Clear();
        return (wire, carp);
    }
}
