using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>What a virtual host is on one host, and what that host does with its addresses.</summary>
public sealed class CarpTests
{
    private const string Own = "192.0.2.1";
    private const string Peer = "192.0.2.2";
    private const string Shared = "192.0.2.254";
    private const string Shared6 = "2001:db8::254";

    private static readonly IPAddress s_shared = IPAddress.Parse(Shared);
    private static readonly IPAddress s_shared6 = IPAddress.Parse(Shared6);
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void It_waits_for_three_advbases_and_its_advskew_before_it_is_master()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire(Own, 24);
        Carp carp = Carp.Create(wire, vhid: 1, advBase: 2, advSkew: 64);
        Assert.Equal(CarpState.Init, carp.State);
        wire.AddAddress(s_shared, 24, vhid: 1);
        Assert.Equal(CarpState.Backup, carp.State);
        stack.Time.Advance(TimeSpan.FromSeconds(6.249));
        Assert.Equal(CarpState.Backup, carp.State);
        stack.Time.Advance(TimeSpan.FromSeconds(0.002));
        Assert.Equal(CarpState.Master, carp.State);
        Assert.Equal($"1@{wire} MASTER", carp.ToString());
    }

    [Fact]
    public void A_master_answers_ARP_with_the_shared_address_and_a_backup_does_not_answer()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build();
        byte[] question = Packets.Arp(ArpHeader.Request, Wire.PeerLink, Peer, Shared);
        wire.Inject(question);
        Assert.Empty(wire.Sent);
        carp.SetState(CarpState.Master);
        wire.Sent.Clear();
        wire.Inject(question);
        ArpHeader reply = new(Assert.Single(wire.Sent).AsSpan(EthernetHeader.Size));
        Assert.Equal((ArpHeader.Reply, carp.LinkAddress, Packets.Address(Shared)), (reply.Operation, reply.SenderLink, reply.Sender));
        carp.SetState(CarpState.Backup);
        wire.Sent.Clear();
        wire.Inject(question);
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public void A_master_answers_solicitations_with_the_shared_address_and_a_backup_does_not_answer()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build6(stack);
        byte[] question = Packets6.Solicit("2001:db8::2", "ff02::1:ff00:254", Shared6, Wire.PeerLink);
        wire.InjectIp6(question);
        Assert.Empty(wire.SentIcmp6(Icmp6Type.NeighborAdvertisement));
        carp.SetState(CarpState.Master);
        wire.Sent.Clear();
        wire.InjectIp6(question);
        byte[] frame = Assert.Single(wire.Sent, static each => CarpAdvertisementTests.IsNeighbor(each, Icmp6Type.NeighborAdvertisement));
        Assert.Equal(carp.LinkAddress, EthernetHeader.Source(frame));
        Assert.Equal(carp.LinkAddress, NdOptions.FindLink(frame.AsSpan(EthernetHeader.Size + Ip6Header.Size + 24), NdOptions.TargetLink));
        carp.SetState(CarpState.Backup);
        wire.Sent.Clear();
        wire.InjectIp6(question);
        Assert.Empty(wire.SentIcmp6(Icmp6Type.NeighborAdvertisement));
    }

    [Fact]
    public void Only_a_master_takes_frames_to_the_shared_link_layer_address_and_packets_to_its_addresses()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build();
        Arp.AddStatic(wire, IPAddress.Parse(Peer), Wire.PeerLink);
        (byte[] shared, byte[] own) = (Echo(carp.LinkAddress), Echo(wire.LinkAddress));
        wire.Inject(shared);
        wire.Inject(own);
        Assert.Empty(wire.SentIp());
        Assert.Equal(1, wire.Counters.DroppedFor(IfDrop.InputNotForUs));
        carp.SetState(CarpState.Master);
        wire.Sent.Clear();
        wire.Inject(shared);
        Assert.Equal((IcmpType.EchoReply, (byte)0), Packets.IcmpOf(Assert.Single(wire.SentIp())));
        wire.Inject(Echo(MacAddress.Parse("00:00:5e:00:01:02")));
        Assert.Equal(2, wire.Counters.DroppedFor(IfDrop.InputNotForUs));
    }

    [Fact]
    public void No_host_sends_from_a_shared_address_while_it_has_one_of_its_own()
    {
        using TestStack stack = new();
        Wire wire = Wire.Create();
        Carp carp = Carp.Create(wire, vhid: 1);
        wire.AddAddress(s_shared, 24, vhid: 1);
        wire.AddAddress(s_shared6, 64, vhid: 1);
        Assert.Null(SourceTo(wire, Peer));
        carp.SetState(CarpState.Master);
        Assert.Equal(Shared, SourceTo(wire, Peer));
        wire.AddAddress(IPAddress.Parse(Own), 24);
        wire.AddAddress(IPAddress.Parse("2001:db8::ffff:0:0:1"), 64);
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(Own, SourceTo(wire, Peer));
        Assert.Equal("2001:db8::ffff:0:0:1", SourceTo(wire, "2001:db8::253"));
    }

    [Fact]
    public void A_question_from_a_shared_address_bears_the_shared_link_layer_address()
    {
        using TestStack stack = new();
        Wire wire = Wire.Create();
        Carp carp = Carp.Create(wire, vhid: 1);
        wire.AddAddress(s_shared, 24, vhid: 1);
        carp.SetState(CarpState.Master);
        wire.Sent.Clear();
        SourceTo(wire, Peer);
        ArpHeader question = new(Assert.Single(wire.Sent).AsSpan(EthernetHeader.Size));
        Assert.Equal((carp.LinkAddress, Packets.Address(Shared)), (question.SenderLink, question.Sender));
    }

    [Fact]
    public void A_socket_may_be_bound_to_an_address_of_a_backup_and_hears_once_that_is_master()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build();
        using VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Bind(new IPEndPoint(s_shared, 9));
        byte[] packet = Packets.Ip(Peer, Shared, IpProtocol.Udp, Packets.Udp(Peer, Shared, 9, 9, [1]));
        wire.InjectIp(packet);
        Assert.Equal(0, socket.Available);
        carp.SetState(CarpState.Master);
        wire.InjectIp(packet);
        Assert.Equal(1, socket.Available);
    }

    [Fact]
    public void Another_master_is_no_conflict_of_addresses()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build();
        carp.SetState(CarpState.Master);
        wire.Sent.Clear();
        long before = Arp.Statistics.DuplicateAddresses;
        wire.Inject(Packets.Arp(ArpHeader.Request, carp.LinkAddress, Shared, Shared));
        Assert.Equal(before, Arp.Statistics.DuplicateAddresses);
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public void A_shared_address_of_IPv6_is_used_at_once_without_asking_whether_others_have_it()
    {
        using TestStack stack = new();
        Wire wire = Wire.Create();
        Carp carp = Carp.Create(wire, vhid: 1);
        wire.AddAddress(s_shared6, 64, vhid: 1);
        carp.SetState(CarpState.Master);
        Assert.Equal(AddressFlags.Virtual, wire.Addresses[^1].Flags);
        stack.Time.Advance(3 * s_second);
        Assert.DoesNotContain(Shared6, wire.SentIcmp6(Icmp6Type.NeighborSolicitation).Select(Packets6.TargetOf));
        wire.InjectIp6(Packets6.Advertise(Shared6, "ff02::1", Shared6, carp.LinkAddress, 0x2000_0000));
        Assert.Equal(AddressFlags.Virtual, wire.Addresses[^1].Flags);
    }

    [Fact]
    public void A_link_that_is_lost_makes_all_of_the_host_slower_until_it_is_back()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build();
        Wire second = TestStack.AddWire("198.51.100.1", 24);
        Carp other = Carp.Create(second, vhid: 2, advSkew: 100);
        second.AddAddress(IPAddress.Parse("198.51.100.254"), 24, vhid: 2);
        stack.Time.Advance(4 * s_second);
        second.Sent.Clear();
        wire.Down();
        Assert.Equal((CarpState.Init, 240), (carp.State, Carp.Demotion));
        Assert.Equal(254, Assert.Single(second.Sent, CarpAdvertisementTests.IsAdvertisement)[EthernetHeader.Size + 22]);
        Assert.DoesNotContain(Routing.Routes, route => route.Interface == wire && route.Kind != RouteKind.Connected);
        Assert.Equal(CarpState.Master, other.State);
        wire.Up();
        Assert.Equal((CarpState.Backup, 0), (carp.State, Carp.Demotion));
        Assert.Equal(100, second.Sent.Last(CarpAdvertisementTests.IsAdvertisement)[EthernetHeader.Size + 22]);
        wire.Down();
        carp.Destroy();
        Assert.Equal(0, Carp.Demotion);
    }

    [Fact]
    public void Three_advertisements_that_are_not_sent_make_it_slower_until_three_are()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build();
        carp.SetState(CarpState.Master);
        Pf.Load("block out quick proto 112\npass");
        stack.Time.Advance(2 * s_second);
        Assert.Equal(0, Carp.Demotion);
        stack.Time.Advance(s_second);
        Assert.Equal(240, Carp.Demotion);
        Pf.Load("pass");
        stack.Time.Advance(4 * s_second);
        Assert.Equal(240, Carp.Demotion);
        stack.Time.Advance(4 * s_second);
        Assert.Equal(0, Carp.Demotion);
        Assert.Equal(CarpState.Master, carp.State);
        Assert.Equal(0, wire.Sent.Last(CarpAdvertisementTests.IsAdvertisement)[EthernetHeader.Size + 22]);
    }

    [Fact]
    public void A_demotion_is_said_at_once_and_stays_within_what_a_skew_can_be()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build(advSkew: 10);
        carp.SetState(CarpState.Master);
        foreach ((int by, int said) in ((int, int)[])[(5, 15), (1000, 254), (-1006, 9), (-100, 0), (101, 10)])
        {
            wire.Sent.Clear();
            Carp.Demote(by);
            Assert.Equal(said, Assert.Single(wire.Sent, CarpAdvertisementTests.IsAdvertisement)[EthernetHeader.Size + 22]);
        }
    }

    [Fact]
    public void A_vnet_that_does_not_allow_it_has_no_master_and_goes_on_when_it_does()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build();
        carp.SetState(CarpState.Master);
        stack.Set(false, static () => Carp.V_carp_allow, static value => Carp.V_carp_allow = value);
        wire.Sent.Clear();
        stack.Time.Advance(5 * s_second);
        Assert.Equal(CarpState.Init, carp.State);
        Assert.DoesNotContain(wire.Sent, CarpAdvertisementTests.IsAdvertisement);
        Carp.V_carp_allow = true;
        stack.Time.Advance(s_second);
        Assert.Equal((CarpState.Backup, 0), (carp.State, Carp.Demotion));
        stack.Time.Advance(4 * s_second);
        Assert.Equal(CarpState.Master, carp.State);
    }

    [Fact]
    public void Its_last_address_takes_it_along_and_nothing_of_it_stays()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build();
        wire.AddAddress(s_shared6, 64, vhid: 1);
        Assert.Equal([Own, Shared, wire.Addresses[2].Address.ToString(), Shared6], wire.Addresses.Select(static each => each.Address.ToString()));
        Assert.Equal([Shared, Shared6], carp.Addresses.Select(static each => each.Address.ToString()));
        carp.SetState(CarpState.Master);
        wire.RemoveAddress(s_shared);
        wire.Sent.Clear();
        Assert.Equal((CarpState.Backup, false), (carp.State, carp.IsDestroyed));
        stack.Time.Advance(4 * s_second);
        Assert.Equal(CarpState.Master, carp.State);
        Assert.Contains(wire.Sent, CarpAdvertisementTests.IsAdvertisement6);
        Assert.DoesNotContain(wire.Sent, CarpAdvertisementTests.IsAdvertisement);
        wire.RemoveAddress(s_shared6);
        Assert.True(carp.IsDestroyed);
        Assert.Empty(Carp.All);
        AssertGone(stack, wire, carp);
        Assert.Throws<NetworkException>(() => wire.RemoveAddress(s_shared));
        wire.AddAddress(s_shared, 24);
    }

    [Theory]
    [InlineData(CarpState.Backup)]
    [InlineData(CarpState.Master)]
    public void Its_interface_takes_it_along_and_nothing_of_it_stays(CarpState state)
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build();
        wire.AddAddress(s_shared6, 64, vhid: 1);
        carp.SetState(state);
        if (state == CarpState.Backup)
        {
            wire.DisableIpv6();
            Assert.Equal([Shared], carp.Addresses.Select(static each => each.Address.ToString()));
        }

        wire.Destroy();
        Assert.True(carp.IsDestroyed);
        Assert.Empty(Carp.All);
        AssertGone(stack, wire, carp);
    }

    [Fact]
    public void Refusals_say_why()
    {
        using TestStack stack = new();
        (Wire wire, Carp carp) = CarpAdvertisementTests.Build();
        Wire other = TestStack.AddWire("198.51.100.1", 24);
        Assert.Equal("EINVAL", Refusal(() => Carp.Create(other, 0)));
        Assert.Equal("EINVAL", Refusal(() => Carp.Create(other, 256)));
        Assert.Equal("EINVAL", Refusal(() => Carp.Create(other, 1, advBase: 0)));
        Assert.Equal("EINVAL", Refusal(() => Carp.Create(other, 1, advBase: 256)));
        Assert.Equal("EINVAL", Refusal(() => Carp.Create(other, 1, advSkew: 255)));
        Assert.Equal("EINVAL", Refusal(() => carp.AdvSkew = -1));
        Assert.Equal("EINVAL", Refusal(() => carp.SetPassword("123456789012345678901")));
        Assert.Equal("EEXIST", Refusal(() => Carp.Create(wire, 1)));
        Assert.Equal("ENOENT", Refusal(() => Carp.Get(other, 1)));
        Assert.Equal("ENOENT", Refusal(() => other.AddAddress(s_shared6, 64, vhid: 1)));
        Assert.False(other.IsIpv6Enabled);
        Assert.Equal("EEXIST", Refusal(() => other.AddAddress(s_shared, 24)));
        Assert.Equal("EEXIST", Refusal(() => wire.AddAddress(s_shared, 24, vhid: 1)));
        Assert.Equal("EEXIST", Refusal(() => wire.AddAddress(IPAddress.Parse(Own), 24, vhid: 1)));
        Assert.Equal("EADDRNOTAVAIL", Refusal(() => other.RemoveAddress(s_shared)));
        Assert.Throws<ArgumentException>(() => carp.Peer = s_shared6);
        Assert.Throws<ArgumentException>(() => carp.Peer6 = IPAddress.Parse("ff02::12"));
        Assert.Throws<ArgumentOutOfRangeException>(() => carp.SetState(CarpState.Init));
        wire.Down();
        Assert.Equal("ENETDOWN", Refusal(() => carp.SetState(CarpState.Master)));
        Assert.Single(Carp.All);
    }

    // A timer that was left would make it master, or the host slower.
    private static void AssertGone(TestStack stack, Wire wire, Carp carp)
    {
        wire.Sent.Clear();
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((CarpState.Init, 0), (carp.State, Carp.Demotion));
        Assert.DoesNotContain(wire.Sent, CarpAdvertisementTests.IsAdvertisement);
        Assert.DoesNotContain(wire.Sent, CarpAdvertisementTests.IsAdvertisement6);
        Assert.False(wire.IsMember(Packets.Address(CarpPeer.Group)));
        Assert.False(wire.IsMember(Packets6.Address(CarpPeer.Group6).WithZone(wire.Index)));
        Assert.False(wire.Has(carp.LinkAddress));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    private static byte[] Echo(MacAddress link)
    {
        byte[] packet = Packets.Ip(Peer, Shared, IpProtocol.Icmp, Packets.Echo());
        byte[] frame = new byte[EthernetHeader.Size + packet.Length];
        EthernetHeader.Write(frame, link, Wire.PeerLink, EtherType.Ipv4);
        packet.CopyTo(frame, EthernetHeader.Size);
        return frame;
    }

    // From which address a socket sends that has not said so; none if it can't.
    private static string? SourceTo(Wire wire, string destination)
    {
        IPAddress address = IPAddress.Parse(destination);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            Arp.Remove(wire, address);
        }

        using VnetSocket socket = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Connect(new IPEndPoint(address, 9));
            socket.Send([1]);
            return ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static string Refusal(Action action) => Assert.Throws<NetworkException>(action).Errno;
}
