using System.Net;

namespace Vimage.Net.Tests;

[Trait("RFC", "792")]
[Trait("RFC", "1122")]
public sealed class IcmpTests
{
    private const string Own = "192.0.2.1";
    private const string Peer = "192.0.2.2";

    [Theory]
    [InlineData(0)]
    [InlineData(56)]
    [InlineData(1472)]
    public void Echo_IsReflected(int size)
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        byte[] echo = Packets.Echo(size);
        wire.InjectIp(Packets.Ip(Peer, Own, IpProtocol.Icmp, echo));
        byte[] reply = Assert.Single(wire.SentIp());
        Assert.Equal((IcmpType.EchoReply, (byte)0), Packets.IcmpOf(reply));
        Assert.Equal(echo[4..], reply[24..]);
    }

    [Fact]
    public void EchoWithOptions_IsReflected()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        wire.InjectIp(Packets.Ip(Peer, Own, IpProtocol.Icmp, Packets.Echo(), options: [1, 1, 1, 0]));
        Assert.Equal(IcmpType.EchoReply, Packets.IcmpOf(Assert.Single(wire.SentIp())).Type);
    }

    [Trait("RFC", "791")]
    [Theory]
    [InlineData("07 07 04 00 00 00 00 00", "07 07 08 C0 00 02 01 00")]
    [InlineData("07 07 08 01 02 03 04 00", "07 07 08 01 02 03 04 00")]
    [InlineData("44 08 05 00 00 00 00 00", "44 08 09 00 00 00 03 E8")]
    [InlineData("44 0C 05 01 00 00 00 00 00 00 00 00", "44 0C 0D 01 C0 00 02 01 00 00 03 E8")]
    [InlineData("44 0C 05 03 C0 00 02 01 00 00 00 00", "44 0C 0D 03 C0 00 02 01 00 00 03 E8")]
    [InlineData("44 0C 05 03 C0 00 02 09 00 00 00 00", "44 0C 05 03 C0 00 02 09 00 00 00 00")]
    [InlineData("44 08 09 E0 01 02 03 04", "44 08 09 F0 01 02 03 04")]
    [InlineData("01 01 07 03 04 00 00 00", "07 03 04 00")]
    public void RouteAndTimes_AreRecorded_AndComeBack(string asked, string expected)
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        stack.Time.Advance(stack.Time.GetUtcNow().Date.AddDays(1).AddSeconds(1) - stack.Time.GetUtcNow());
        wire.Sent.Clear();
        wire.InjectIp(Packets.Ip(Peer, Own, IpProtocol.Icmp, Packets.Echo(), options: Convert.FromHexString(asked.Replace(" ", "", StringComparison.Ordinal))));
        IpHeader reply = new(Assert.Single(wire.SentIp()));
        Assert.Equal(expected.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(reply.Options));
    }

    [Trait("RFC", "791")]
    [Theory]
    [InlineData("07 07 03 00 00 00 00 00", 22)]
    [InlineData("44 08 04 00 00 00 00 00", 22)]
    [InlineData("44 08 05 02 00 00 00 00", 23)]
    [InlineData("44 08 09 F0 01 02 03 04", 23)]
    [InlineData("07 02 00 00", 22)]
    public void RecordThatIsNotWellFormed_IsAProblem(string options, byte place)
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        wire.InjectIp(Packets.Ip(Peer, Own, IpProtocol.Icmp, Packets.Echo(), options: Convert.FromHexString(options.Replace(" ", "", StringComparison.Ordinal))));
        byte[] answer = Assert.Single(wire.SentIp());
        Assert.Equal((IcmpType.ParameterProblem, (byte)0), Packets.IcmpOf(answer));
        Assert.Equal(place, answer[IpHeader.MinSize + 4]);
    }

    [Fact]
    public void BrokenChecksums_AreCounted_AndNotAnswered()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        long badIp = Ip.Statistics.BadChecksum;
        long badIcmp = Icmp.Statistics.BadChecksum;
        byte[] packet = Packets.Ip(Peer, Own, IpProtocol.Icmp, Packets.Echo());
        packet[10] ^= 1;
        wire.InjectIp(packet);
        packet[10] ^= 1;
        packet[^1] ^= 1;
        wire.InjectIp(packet);
        Assert.Equal((badIp + 1, badIcmp + 1), (Ip.Statistics.BadChecksum, Icmp.Statistics.BadChecksum));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public void DatagramToAPortThatNobodyHas_IsUnreachable()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        byte[] packet = Packets.Ip(Peer, Own, IpProtocol.Udp, Packets.Udp(Peer, Own, 1000, 7, [1, 2, 3]));
        wire.InjectIp(packet);
        byte[] error = Assert.Single(wire.SentIp());
        Assert.Equal((IcmpType.Unreachable, IcmpCode.PortUnreachable), Packets.IcmpOf(error));
        Assert.Equal(packet[..28], error[28..]);
    }

    [Fact]
    public void UnknownProtocol_IsUnreachable()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        wire.InjectIp(Packets.Ip(Peer, Own, 200, [1, 2, 3]));
        Assert.Equal((IcmpType.Unreachable, IcmpCode.ProtocolUnreachable), Packets.IcmpOf(Assert.Single(wire.SentIp())));
    }

    [Theory]
    [InlineData("224.0.0.1")]
    [InlineData("192.0.2.255")]
    [InlineData("255.255.255.255")]
    public void DatagramToMany_IsNeverAnsweredWithAnError(string destination)
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        wire.InjectIp(Packets.Ip(Peer, destination, IpProtocol.Udp, Packets.Udp(Peer, destination, 1000, 7, [1])));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public void Error_IsNeverAnsweredWithAnError()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        Ip.IsForwarding = true;
        byte[] message = new byte[IcmpHeader.Size + 28];
        new IcmpHeader(message).Write(IcmpType.TimeExceeded, 0, 0);
        wire.InjectIp(Packets.Ip(Peer, "203.0.113.1", IpProtocol.Icmp, message, ttl: 1));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public void Errors_AreLimitedInEachSecond()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        byte[] packet = Packets.Ip(Peer, Own, IpProtocol.Udp, Packets.Udp(Peer, Own, 1000, 7, [1]));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 500; i++)
        {
            wire.InjectIp(packet);
        }

        Assert.Equal(200, wire.Sent.Count);
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        wire.InjectIp(packet);
        Assert.Equal(201, wire.Sent.Count);
    }

    [Trait("RFC", "791")]
    [Fact]
    public void SourceRoute_IsAParameterProblem()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        wire.InjectIp(Packets.Ip(Peer, Own, IpProtocol.Icmp, Packets.Echo(), options: [131, 7, 4, 203, 0, 113, 1, 0]));
        Assert.Equal(IcmpType.ParameterProblem, Packets.IcmpOf(Assert.Single(wire.SentIp())).Type);
    }

    private static Wire AddWire()
    {
        Wire wire = TestStack.AddWire(Own, 24);
        Arp.AddStatic(wire, IPAddress.Parse(Peer), Wire.PeerLink);
        return wire;
    }
}
