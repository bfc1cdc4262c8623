using System.Net;

namespace Vimage.Net.Tests;

[Trait("RFC", "826")]
public sealed class ArpTests
{
    private static readonly IPAddress s_peer = IPAddress.Parse("192.0.2.2");

    [Trait("RFC", "5227")]
    [Trait("FreeBSD", "netinet/arp.sh garp")]
    [Fact]
    public void NewAddress_IsAnnounced()
    {
        using TestStack stack = new();
        Wire wire = Wire.Create();
        wire.AddAddress(IPAddress.Parse("192.0.2.1"), 24);
        byte[] announcement = Assert.Single(wire.Sent);
        Assert.Equal(MacAddress.Broadcast, EthernetHeader.Destination(announcement));
        ArpHeader arp = new(announcement.AsSpan(EthernetHeader.Size));
        Assert.Equal(arp.Sender, arp.Target);
        Assert.Equal(ArpHeader.Request, arp.Operation);
    }

    [Fact]
    public void PacketToANeighbor_WaitsForItsAnswer()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new();
        client.Send([1], new IPEndPoint(s_peer, 9));
        client.Send([2], new IPEndPoint(s_peer, 9));
        Assert.Equal(EtherType.Arp, EthernetHeader.Type(Assert.Single(wire.Sent)));

        wire.Inject(Packets.Arp(ArpHeader.Reply, Wire.PeerLink, "192.0.2.2", "192.0.2.1"));
        Assert.Equal([1, 2], wire.SentIp().Select(static packet => (int)packet[^1]));
        Assert.Equal(Wire.PeerLink, Arp.Get(wire, s_peer));
    }

    [Fact]
    public void NeighborThatDoesNotAnswer_IsAskedForFiveTimes_ThenLeftAlone()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new();
        client.Send([1], new IPEndPoint(s_peer, 9));
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(5, wire.Sent.Count);
        Assert.Equal(0, stack.Netisr.PacketsInUse);

        client.Send([1], new IPEndPoint(s_peer, 9));
        Assert.Equal(5, wire.Sent.Count);

        stack.Time.Advance(TimeSpan.FromSeconds(30));
        client.Send([1], new IPEndPoint(s_peer, 9));
        Assert.Equal(6, wire.Sent.Count);
    }

    [Fact]
    public void PacketsThatWait_AreLimited_AndTheOldestGoes()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new();
        for (byte i = 0; i < 40; i++)
        {
            client.Send([i], new IPEndPoint(s_peer, 9));
        }

        Assert.Equal(16, stack.Netisr.PacketsInUse);
        wire.Inject(Packets.Arp(ArpHeader.Reply, Wire.PeerLink, "192.0.2.2", "192.0.2.1"));
        Assert.Equal(Enumerable.Range(24, 16), wire.SentIp().Select(static packet => (int)packet[^1]));
    }

    [Trait("FreeBSD", "netinet/arp.sh arp_lookup_host")]
    [Fact]
    public void Request_IsAnswered_AndItsSenderLearned()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        wire.Inject(Packets.Arp(ArpHeader.Request, Wire.PeerLink, "192.0.2.2", "192.0.2.1"));
        ArpHeader reply = new(Assert.Single(wire.Sent).AsSpan(EthernetHeader.Size));
        Assert.Equal(ArpHeader.Reply, reply.Operation);
        Assert.Equal(wire.LinkAddress, reply.SenderLink);
        Assert.Equal(Wire.PeerLink, Arp.Get(wire, s_peer));

        stack.Time.Advance(TimeSpan.FromMinutes(21));
        Assert.Null(Arp.Get(wire, s_peer));
    }

    [Trait("FreeBSD", "netinet/arp.sh arp_add_success")]
    [Trait("FreeBSD", "netinet/arp.sh arp_del_success")]
    [Fact]
    public void StaticEntry_NeitherExpiresNorChanges_UntilItIsDeleted()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        MacAddress link = MacAddress.Parse("90:10:00:01:02:03");
        Arp.AddStatic(wire, s_peer, link);
        wire.Inject(Packets.Arp(ArpHeader.Request, Wire.PeerLink, "192.0.2.2", "192.0.2.1"));
        stack.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(link, Arp.Get(wire, s_peer));
        Assert.True(Arp.Remove(wire, s_peer));
        Assert.False(Arp.Remove(wire, s_peer));
    }

    [Fact]
    public void ProxyEntry_IsAnsweredFor()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        byte[] request = Packets.Arp(ArpHeader.Request, Wire.PeerLink, "192.0.2.2", "192.0.2.77");
        wire.Inject(request);
        Assert.Empty(wire.Sent);
        Arp.AddProxy(wire, IPAddress.Parse("192.0.2.77"));
        wire.Inject(request);
        Assert.Single(wire.Sent);
    }

    [Trait("RFC", "5227")]
    [Fact]
    public void OwnAddressUsedByAnother_IsCounted_AndDefended()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        long before = Arp.Statistics.DuplicateAddresses;
        wire.Inject(Packets.Arp(ArpHeader.Request, Wire.PeerLink, "192.0.2.1", "192.0.2.1"));
        Assert.Equal(before + 1, Arp.Statistics.DuplicateAddresses);
        ArpHeader defence = new(Assert.Single(wire.Sent).AsSpan(EthernetHeader.Size));
        Assert.Equal(wire.LinkAddress, defence.SenderLink);

        // The other one may do the same.
        wire.Inject(Packets.Arp(ArpHeader.Request, Wire.PeerLink, "192.0.2.1", "192.0.2.1"));
        Assert.Single(wire.Sent);
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        wire.Inject(Packets.Arp(ArpHeader.Request, Wire.PeerLink, "192.0.2.1", "192.0.2.1"));
        Assert.Equal((2, before + 3), (wire.Sent.Count, Arp.Statistics.DuplicateAddresses));
    }

    [Fact]
    public void NeighboursBeyondTheBound_DisplaceThoseThatDoNotAnswer_AndStrangersNobody()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("10.0.0.1", 16);
        stack.Set(4, static () => Arp.V_arp_maxneighbors, static value => Arp.V_arp_maxneighbors = value);
        long before = Arp.Statistics.TableFull;
        for (int i = 2; i < 12; i++)
        {
            wire.Inject(Packets.Arp(ArpHeader.Request, Wire.PeerLink, $"10.0.0.{i}", "10.0.0.1"));
        }

        // All are answered; the first four are remembered.
        Assert.Equal(10, wire.Sent.Count);
        Assert.Equal([true, true, false], new[] { 2, 5, 6 }.Select(i => Knows(wire, $"10.0.0.{i}")));
        Assert.Equal(before + 6, Arp.Statistics.TableFull);

        // Whom this host itself wants to reach takes the place of the one who was heard of first; that one does not answer.
        using VnetUdpClient client = new();
        client.Send([1], new IPEndPoint(IPAddress.Parse("10.0.0.77"), 9));
        Assert.False(Knows(wire, "10.0.0.2"));
        wire.Inject(Packets.Arp(ArpHeader.Request, Wire.PeerLink, "10.0.0.6", "10.0.0.1"));
        Assert.True(Knows(wire, "10.0.0.6"));
        Assert.Equal((4, 0), (wire.Neighbors.Count, wire.UnresolvedNeighbors));
    }

    private static bool Knows(Wire wire, string neighbor) => Arp.Get(wire, IPAddress.Parse(neighbor)) is not null;

    [Trait("FreeBSD", "netinet/arp.sh pending_delete_if")]
    [Fact]
    public void DestroyedInterface_TakesWhatWaitsWithIt()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("198.51.100.1", 24);
        using VnetUdpClient client = new();
        for (int i = 2; i <= 200; i++)
        {
            client.Send([1], new IPEndPoint(IPAddress.Parse($"198.51.100.{i}"), 9));
        }

        Assert.Equal(199, stack.Netisr.PacketsInUse);
        wire.Destroy();
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(199, wire.Sent.Count);
    }
}
