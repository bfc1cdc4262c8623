using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>What routers are told of IPv6 groups (RFC 3810).</summary>
[Trait("RFC", "3810")]
public sealed class MldTests
{
    private const string Group = "ff05::1234";
    private const string Router = "fe80::99";

    private static readonly IPAddress s_group = IPAddress.Parse(Group);

    [Trait("RFC", "3590")]
    [Fact]
    public void Solicited_node_groups_are_reported_from_no_address_and_again_from_that_of_the_link()
    {
        using TestStack stack = new();
        Wire wire = Wire.Create();
        wire.AddAddress(IPAddress.Parse("2001:db8::aa"), 64);
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        string linkGroup = InAddress.SolicitedNodeOf(wire.LinkLocal!.Value).ToString();
        List<(InAddress Source, string Record)> said =
            [.. wire.Sent.SelectMany(static frame => GroupRecord.Read(frame).Select(record => (new Ip6Header(frame.AsSpan(EthernetHeader.Size)).Source, record)))];
        foreach (string group in (string[])["ff02::1:ff00:aa", linkGroup])
        {
            string record = $"ChangeToExclude {group} ()";
            Assert.Contains((InAddress.Any, record), said);
            Assert.Contains((wire.LinkLocal.Value.WithoutZone(), record), said);
        }

        Assert.DoesNotContain(said, static each => each.Record.Contains("ff02::1 ", StringComparison.Ordinal));
        wire.Sent.Clear();
        wire.RemoveAddress(IPAddress.Parse("2001:db8::aa"));
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["ChangeToInclude ff02::1:ff00:aa ()", "ChangeToInclude ff02::1:ff00:aa ()"], GroupRecord.Take(wire));
    }

    [Fact]
    public void Joining_and_leaving_are_said_at_once_and_again()
    {
        using TestStack stack = new();
        Wire wire = SpeakingWire(stack);
        using VnetUdpClient client = new(new IPEndPoint(IPAddress.IPv6Any, 53));
        client.JoinMulticastGroup(wire.Index, s_group);
        Assert.Equal([$"ChangeToExclude {Group} ()"], GroupRecord.Take(wire));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([$"ChangeToExclude {Group} ()"], GroupRecord.Take(wire));
        client.DropMulticastGroup(s_group, wire.Index);
        Assert.Equal([$"ChangeToInclude {Group} ()"], GroupRecord.Take(wire));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        wire.Sent.Clear();
        client.Client.AddSourceMembership(s_group, IPAddress.Parse("2001:db8::7"), wire.Index);
        Assert.Equal([$"AllowNewSources {Group} (2001:db8::7)"], GroupRecord.Take(wire));
    }

    [Theory]
    [InlineData("ff01::1234")]
    [InlineData("ff02::1")]
    public void Groups_of_the_node_and_all_nodes_are_never_reported(string group)
    {
        using TestStack stack = new();
        Wire wire = SpeakingWire(stack);
        using VnetUdpClient client = new(new IPEndPoint(IPAddress.IPv6Any, 53));
        client.JoinMulticastGroup(wire.Index, IPAddress.Parse(group));
        Query(wire, "::", maxDelay: 1000);
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(GroupRecord.Take(wire), record => record.Contains($" {group} ", StringComparison.Ordinal));
    }

    [Fact]
    public void General_query_is_answered_for_the_stacks_own_groups_too()
    {
        using TestStack stack = new();
        Wire wire = SpeakingWire(stack);
        using VnetUdpClient client = new(new IPEndPoint(IPAddress.IPv6Any, 53));
        client.JoinMulticastGroup(wire.Index, s_group);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        wire.Sent.Clear();
        Query(wire, "::", maxDelay: 1000);
        Assert.Empty(wire.Sent);
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(wire.Sent);
        List<string> records = GroupRecord.Take(wire);
        Assert.Contains($"ModeIsExclude {Group} ()", records);
        Assert.Contains($"ModeIsExclude {InAddress.SolicitedNodeOf(wire.LinkLocal!.Value)} ()", records);
    }

    [Fact]
    public void Query_for_sources_is_answered_for_those_that_are_wanted()
    {
        using TestStack stack = new();
        Wire wire = SpeakingWire(stack);
        using VnetSocket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        socket.AddSourceMembership(s_group, IPAddress.Parse("2001:db8::7"), wire.Index);
        socket.AddSourceMembership(s_group, IPAddress.Parse("2001:db8::8"), wire.Index);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        wire.Sent.Clear();
        Query(wire, Group, maxDelay: 1000, "2001:db8::8 2001:db8::9");
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([$"ModeIsInclude {Group} (2001:db8::8)"], GroupRecord.Take(wire));
    }

    [Trait("RFC", "2710")]
    [Fact]
    public void Older_router_is_spoken_to_in_its_version()
    {
        using TestStack stack = new();
        Wire wire = SpeakingWire(stack);
        using VnetUdpClient client = new(new IPEndPoint(IPAddress.IPv6Any, 53));
        client.JoinMulticastGroup(wire.Index, s_group);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        wire.Sent.Clear();
        Query(wire, Group, maxDelay: 1000, isFirstVersion: true);
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([$"ListenerReport {Group} to {Group}"], GroupRecord.Take(wire));
        Query(wire, Group, maxDelay: 1000, isFirstVersion: true);
        Inject(wire, Packet(Group, [(byte)Icmp6Type.ListenerReport, 0, 0, 0, 0, 0, 0, 0, .. s_group.GetAddressBytes()]));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(wire.Sent);
        client.DropMulticastGroup(s_group, wire.Index);
        Assert.Equal([$"ListenerDone {Group} to ff02::2"], GroupRecord.Take(wire));
    }

    [Fact]
    public void Query_that_may_come_from_elsewhere_is_counted_and_not_answered()
    {
        using TestStack stack = new();
        Wire wire = SpeakingWire(stack);
        long before = Mld.Statistics.NotOfLink;
        Query(wire, "::", maxDelay: 1000, source: "2001:db8::99");
        Query(wire, "::", maxDelay: 1000, hopLimit: 2);
        Query(wire, "::", maxDelay: 1000, hasAlert: false);
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(wire.Sent);
        Assert.Equal(3, Mld.Statistics.NotOfLink - before);
    }

    [Fact]
    public void Interface_that_does_not_speak_IPv6_any_more_says_nothing()
    {
        using TestStack stack = new();
        Wire wire = SpeakingWire(stack);
        wire.DisableIpv6();
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(wire.Sent);
    }

    [Theory]
    [InlineData("ff01::1234", 0)]
    [InlineData("ff02::1234", 1)]
    [InlineData("ff05::1234", 1)]
    [InlineData("ff0e::1234", 1)]
    public void What_is_sent_to_a_group_of_ones_own_is_heard_and_leaves_by_its_scope(string group, int sent)
    {
        using TestStack stack = new();
        Wire wire = SpeakingWire(stack);
        using VnetUdpClient client = new(new IPEndPoint(IPAddress.IPv6Any, 53));
        client.JoinMulticastGroup(wire.Index, IPAddress.Parse(group));
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        wire.Sent.Clear();
        client.Client.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, wire.Index);
        client.Send([1, 2], new IPEndPoint(IPAddress.Parse(group), 53));
        Assert.Equal((2, sent), (client.Available, wire.Sent.Count));
        Assert.All(wire.Sent, static frame => Assert.Equal(1, new Ip6Header(frame.AsSpan(EthernetHeader.Size)).HopLimit));
    }

    private static Wire SpeakingWire(TestStack stack)
    {
        Wire wire = Wire.Create();
        wire.EnableIpv6();
        wire.Up();
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        wire.Sent.Clear();
        return wire;
    }

    private static void Query(
        Wire wire, string group, ushort maxDelay, string sources = "", bool isFirstVersion = false, string source = Router, byte hopLimit = 1, bool hasAlert = true)
    {
        string[] all = sources.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        byte[] message = new byte[isFirstVersion ? 24 : 28 + (16 * all.Length)];
        message[0] = (byte)Icmp6Type.ListenerQuery;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), maxDelay);
        IPAddress.Parse(group).GetAddressBytes().CopyTo(message, 8);
        if (!isFirstVersion)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(26), (ushort)all.Length);
        }

        for (int i = 0; i < all.Length; i++)
        {
            IPAddress.Parse(all[i]).GetAddressBytes().CopyTo(message, 28 + (16 * i));
        }

        Inject(wire, Packet(group == "::" ? "ff02::1" : group, message, source, hopLimit, hasAlert));
    }

    private static byte[] Packet(string destination, byte[] message, string source = Router, byte hopLimit = 1, bool hasAlert = true)
    {
        InAddress from = InAddress.From(IPAddress.Parse(source));
        InAddress to = InAddress.From(IPAddress.Parse(destination));
        new Icmp6Header(message).WriteChecksum(from, to);
        byte[] options = [IpProtocol.Icmp6, 0, hasAlert ? (byte)5 : (byte)1, 2, 0, 0, 1, 0];
        byte[] packet = new byte[Ip6Header.Size + options.Length + message.Length];
        new Ip6Header(packet).Write(new IpFields { Source = from, Destination = to, TimeToLive = hopLimit }, IpProtocol.HopByHop, options.Length + message.Length);
        options.CopyTo(packet, Ip6Header.Size);
        message.CopyTo(packet, Ip6Header.Size + options.Length);
        return packet;
    }

    private static void Inject(Wire wire, byte[] packet)
    {
        byte[] frame = new byte[EthernetHeader.Size + packet.Length];
        MacAddress group = new(0x3333_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(36)));
        EthernetHeader.Write(frame, group, Wire.PeerLink, EtherType.Ipv6);
        packet.CopyTo(frame, EthernetHeader.Size);
        wire.Inject(frame);
    }
}
