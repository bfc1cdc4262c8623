using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>What routers are told of IPv4 groups (RFC 3376).</summary>
[Trait("RFC", "3376")]
public sealed class IgmpTests
{
    private const string Group = "230.0.0.1";

    private static readonly IPAddress s_group = IPAddress.Parse(Group);

    [Trait("FreeBSD", "netinet/igmp.py")]
    [Fact]
    public void Joining_is_a_record_of_type_4_and_leaving_one_of_type_3()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new();
        client.JoinMulticastGroup(wire.Index, s_group);
        Assert.Equal([$"ChangeToExclude {Group} ()"], GroupRecord.Take(wire));
        Assert.Equal(4, (int)RecordType.ChangeToExclude);
        client.DropMulticastGroup(s_group, wire.Index);
        Assert.Equal([$"ChangeToInclude {Group} ()"], GroupRecord.Take(wire));
        Assert.Equal(3, (int)RecordType.ChangeToInclude);
    }

    [Fact]
    public void Change_is_said_twice_within_a_second()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new();
        client.JoinMulticastGroup(wire.Index, s_group);
        Assert.Single(GroupRecord.Take(wire));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([$"ChangeToExclude {Group} ()"], GroupRecord.Take(wire));
        stack.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public void Leaving_before_the_second_report_makes_it_one_of_leaving()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new();
        client.JoinMulticastGroup(wire.Index, s_group);
        client.DropMulticastGroup(s_group, wire.Index);
        wire.Sent.Clear();
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([$"ChangeToInclude {Group} ()"], GroupRecord.Take(wire));
    }

    [Fact]
    public void Second_member_changes_nothing_and_the_group_is_left_with_the_last()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient first = new();
        VnetUdpClient second = new();
        first.JoinMulticastGroup(wire.Index, s_group);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        wire.Sent.Clear();
        second.JoinMulticastGroup(wire.Index, s_group);
        first.DropMulticastGroup(s_group, wire.Index);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(wire.Sent);
        second.Close();
        Assert.Equal([$"ChangeToInclude {Group} ()"], GroupRecord.Take(wire));
    }

    [Fact]
    public void Sources_that_come_and_go_are_said_by_themselves()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.AddSourceMembership(s_group, IPAddress.Parse("192.0.2.7"), wire.Index);
        Assert.Equal([$"AllowNewSources {Group} (192.0.2.7)"], GroupRecord.Take(wire));
        socket.AddSourceMembership(s_group, IPAddress.Parse("192.0.2.8"), wire.Index);

        // The first one has its second time.
        Assert.Equal([$"AllowNewSources {Group} (192.0.2.7 192.0.2.8)"], GroupRecord.Take(wire));
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([$"AllowNewSources {Group} (192.0.2.8)"], GroupRecord.Take(wire));
        socket.DropSourceMembership(s_group, IPAddress.Parse("192.0.2.7"), wire.Index);
        Assert.Equal([$"BlockOldSources {Group} (192.0.2.7)"], GroupRecord.Take(wire));
    }

    [Fact]
    public void Interface_wants_whom_one_of_its_sockets_wants()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetSocket including = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        including.AddSourceMembership(s_group, IPAddress.Parse("192.0.2.7"), wire.Index);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        wire.Sent.Clear();
        using VnetUdpClient excluding = new();
        excluding.JoinMulticastGroup(wire.Index, s_group);
        Assert.Equal([$"ChangeToExclude {Group} ()"], GroupRecord.Take(wire));
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        wire.Sent.Clear();

        // The other socket wants it, and a third does not care.
        excluding.Client.BlockSource(s_group, IPAddress.Parse("192.0.2.7"), wire.Index);
        Assert.Empty(wire.Sent);
        excluding.Client.BlockSource(s_group, IPAddress.Parse("192.0.2.8"), wire.Index);
        Assert.Equal([$"BlockOldSources {Group} (192.0.2.8)"], GroupRecord.Take(wire));
        excluding.Client.UnblockSource(s_group, IPAddress.Parse("192.0.2.8"), wire.Index);
        Assert.Equal([$"AllowNewSources {Group} (192.0.2.8)"], GroupRecord.Take(wire));
    }

    [Fact]
    public void General_query_is_answered_once_for_all_groups_within_its_time()
    {
        using TestStack stack = new();
        Wire wire = JoinedWire(stack, out VnetUdpClient client);
        using (client)
        {
            client.Client.AddSourceMembership(IPAddress.Parse("232.1.1.1"), IPAddress.Parse("192.0.2.7"), wire.Index);
            stack.Time.Advance(TimeSpan.FromSeconds(2));
            wire.Sent.Clear();
            long before = Igmp.Statistics.Queries;
            wire.InjectIp(Query3("0.0.0.0", "224.0.0.1", maxTenths: 50));
            wire.InjectIp(Query3("0.0.0.0", "224.0.0.1", maxTenths: 50));
            Assert.Empty(wire.Sent);
            stack.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.Single(wire.Sent);
            Assert.Equal([$"ModeIsExclude {Group} ()", "ModeIsInclude 232.1.1.1 (192.0.2.7)"], GroupRecord.Take(wire).Order(StringComparer.Ordinal));
            Assert.Equal(2, Igmp.Statistics.Queries - before);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("192.0.2.7 192.0.2.8")]
    public void Query_for_a_group_is_answered_for_what_it_asks(string sources)
    {
        using TestStack stack = new();
        Wire wire = JoinedWire(stack, out VnetUdpClient client);
        using (client)
        {
            client.Client.BlockSource(s_group, IPAddress.Parse("192.0.2.7"), wire.Index);
            stack.Time.Advance(TimeSpan.FromSeconds(2));
            wire.Sent.Clear();
            wire.InjectIp(Query3(Group, Group, maxTenths: 10, sources));
            wire.InjectIp(Query3("230.0.0.2", Group, maxTenths: 10));
            stack.Time.Advance(TimeSpan.FromSeconds(1));
            string expected = sources.Length == 0 ? $"ModeIsExclude {Group} (192.0.2.7)" : $"ModeIsInclude {Group} (192.0.2.8)";
            Assert.Equal([expected], GroupRecord.Take(wire));
        }
    }

    [Fact]
    public void Query_for_a_source_that_is_not_wanted_is_not_answered()
    {
        using TestStack stack = new();
        Wire wire = JoinedWire(stack, out VnetUdpClient client);
        using (client)
        {
            client.Client.BlockSource(s_group, IPAddress.Parse("192.0.2.7"), wire.Index);
            stack.Time.Advance(TimeSpan.FromSeconds(2));
            wire.Sent.Clear();
            wire.InjectIp(Query3(Group, Group, maxTenths: 10, "192.0.2.7"));
            stack.Time.Advance(TimeSpan.FromSeconds(2));
            Assert.Empty(wire.Sent);
        }
    }

    [Trait("RFC", "2236")]
    [Fact]
    public void Older_router_is_spoken_to_in_its_version_until_it_is_long_not_heard()
    {
        using TestStack stack = new();
        Wire wire = JoinedWire(stack, out VnetUdpClient client);
        using (client)
        {
            wire.InjectIp(Query2("0.0.0.0", maxTenths: 100));
            stack.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal([$"Report2 {Group} to {Group}"], GroupRecord.Take(wire));
            client.DropMulticastGroup(s_group, wire.Index);
            Assert.Equal([$"Leave2 {Group} to 224.0.0.2"], GroupRecord.Take(wire));
            client.JoinMulticastGroup(wire.Index, s_group);
            stack.Time.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal([$"Report2 {Group} to {Group}", $"Report2 {Group} to {Group}"], GroupRecord.Take(wire));
            stack.Time.Advance(TimeSpan.FromSeconds(260));
            client.DropMulticastGroup(s_group, wire.Index);
            Assert.Equal([$"ChangeToInclude {Group} ()"], GroupRecord.Take(wire));
        }
    }

    [Trait("RFC", "2236")]
    [Fact]
    public void Another_members_report_of_the_older_version_spares_ones_own()
    {
        using TestStack stack = new();
        Wire wire = JoinedWire(stack, out VnetUdpClient client);
        using (client)
        {
            wire.InjectIp(Query2(Group, maxTenths: 100));
            byte[] report = Message(IgmpType.Report2, Group, 0, 8);
            wire.InjectIp(Packets.Ip("192.0.2.9", Group, IpProtocol.Igmp, report, ttl: 1));
            stack.Time.Advance(TimeSpan.FromSeconds(11));
            Assert.Empty(wire.Sent);
        }
    }

    [Trait("RFC", "1112")]
    [Fact]
    public void First_version_does_not_say_that_it_leaves()
    {
        using TestStack stack = new();
        Wire wire = JoinedWire(stack, out VnetUdpClient client);
        using (client)
        {
            wire.InjectIp(Query2("0.0.0.0", maxTenths: 0));
            stack.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal([$"Report1 {Group} to {Group}"], GroupRecord.Take(wire));
            client.DropMulticastGroup(s_group, wire.Index);
            Assert.Empty(wire.Sent);
        }
    }

    [Fact]
    public void Bad_queries_are_counted_and_not_answered()
    {
        using TestStack stack = new();
        Wire wire = JoinedWire(stack, out VnetUdpClient client);
        using (client)
        {
            (long link, long sum, long shortOnes) = (Igmp.Statistics.NotOfLink, Igmp.Statistics.BadChecksum, Igmp.Statistics.TooShort);
            byte[] query = Message(IgmpType.Query, "0.0.0.0", 10, 12);
            wire.InjectIp(Packets.Ip("192.0.2.9", "224.0.0.1", IpProtocol.Igmp, query, ttl: 2));
            byte[] wrong = [.. query];
            wrong[3] ^= 1;
            wire.InjectIp(Packets.Ip("192.0.2.9", "224.0.0.1", IpProtocol.Igmp, wrong, ttl: 1));
            wire.InjectIp(Packets.Ip("192.0.2.9", "224.0.0.1", IpProtocol.Igmp, Message(IgmpType.Query, "0.0.0.0", 10, 10), ttl: 1));
            wire.InjectIp(Packets.Ip("192.0.2.9", "224.0.0.1", IpProtocol.Igmp, Message(IgmpType.Query, "0.0.0.0", 10, 12, count: 1), ttl: 1));
            wire.InjectIp(Packets.Ip("192.0.2.9", "224.0.0.1", IpProtocol.Igmp, [0x11, 0, 0, 0], ttl: 1));
            stack.Time.Advance(TimeSpan.FromSeconds(20));
            Assert.Empty(wire.Sent);
            Assert.Equal((1, 1, 3), (Igmp.Statistics.NotOfLink - link, Igmp.Statistics.BadChecksum - sum, Igmp.Statistics.TooShort - shortOnes));
        }
    }

    [Fact]
    public void All_hosts_group_is_never_reported()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new();
        client.JoinMulticastGroup(wire.Index, IPAddress.Parse("224.0.0.1"));
        wire.InjectIp(Query3("0.0.0.0", "224.0.0.1", maxTenths: 10));
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public void Interface_that_is_switched_off_and_on_says_all_again()
    {
        using TestStack stack = new();
        Wire wire = JoinedWire(stack, out VnetUdpClient client);
        using (client)
        {
            wire.Down();
            stack.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.Empty(wire.Sent);
            wire.Up();
            stack.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal([$"ChangeToExclude {Group} ()", $"ChangeToExclude {Group} ()"], GroupRecord.Take(wire));
        }
    }

    [Fact]
    public void More_groups_than_fit_make_several_reports_none_of_them_too_long()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient client = new();
        for (int i = 0; i < 200; i++)
        {
            client.JoinMulticastGroup(wire.Index, IPAddress.Parse($"230.1.0.{i}"));
        }

        stack.Time.Advance(TimeSpan.FromSeconds(2));
        wire.Sent.Clear();
        wire.InjectIp(Query3("0.0.0.0", "224.0.0.1", maxTenths: 10));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, wire.Sent.Count);
        Assert.All(wire.Sent, static frame => Assert.InRange(frame.Length, 0, 1514));
        Assert.Equal(200, GroupRecord.Take(wire).Distinct().Count());
    }

    private static Wire JoinedWire(TestStack stack, out VnetUdpClient client)
    {
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        client = new VnetUdpClient();
        client.JoinMulticastGroup(wire.Index, s_group);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        wire.Sent.Clear();
        return wire;
    }

    private static byte[] Query2(string group, byte maxTenths) =>
        Packets.Ip("192.0.2.9", group == "0.0.0.0" ? "224.0.0.1" : group, IpProtocol.Igmp, Message(IgmpType.Query, group, maxTenths, 8), ttl: 1);

    private static byte[] Query3(string group, string destination, byte maxTenths, string sources = "")
    {
        string[] all = sources.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        byte[] message = Message(IgmpType.Query, group, maxTenths, 12 + (4 * all.Length), (ushort)all.Length);
        for (int i = 0; i < all.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(12 + (4 * i)), Packets.Address(all[i]));
        }

        WriteChecksum(message);
        return Packets.Ip("192.0.2.9", destination, IpProtocol.Igmp, message, ttl: 1);
    }

    private static byte[] Message(IgmpType type, string group, byte code, int length, ushort count = 0)
    {
        byte[] message = new byte[length];
        message[0] = (byte)type;
        message[1] = code;
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), Packets.Address(group));
        if (length >= 12)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(10), count);
        }

        WriteChecksum(message);
        return message;
    }

    private static void WriteChecksum(byte[] message)
    {
        message.AsSpan(2, 2).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), InternetChecksum.Of(message));
    }
}
