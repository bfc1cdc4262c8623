using System.Net;

namespace Vimage.Net.Tests;

public sealed class PfStateTests
{
    private const string Own = TcpPeer.OwnAddress;
    private const string Peer = TcpPeer.PeerAddress;

    [Fact]
    public void States_of_tcp_last_as_long_as_the_connection_is_far()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        stack.Set(2, static () => Tcp.V_blackhole, static value => Tcp.V_blackhole = value);
        Pf.Load("block\npass in proto tcp to port 80");
        Inject(wire, TcpFlags.Syn);
        Assert.Equal(PfPhase.First, Phase());
        stack.Time.Advance(TimeSpan.FromSeconds(119));
        Assert.Single(Pf.States);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(Pf.States);

        using VnetSocket listener = TcpPeer.Listen();
        Inject(wire, TcpFlags.Syn);
        Assert.Equal(PfPhase.Opening, Phase());
        Segment answer = new(wire.SentIp()[^1]);
        Assert.Equal(TcpFlags.Syn | TcpFlags.Ack, answer.Flags);
        Inject(wire, TcpFlags.Ack, 1001, answer.End);
        Assert.Equal(PfPhase.Established, Phase());
        stack.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(PfPhase.Established, Phase());
        Inject(wire, TcpFlags.Fin | TcpFlags.Ack, 1001, answer.End);
        Assert.Equal(PfPhase.Closing, Phase());
        listener.Accept().Close();
        Assert.Equal(PfPhase.FinWait, Phase());
        Inject(wire, TcpFlags.Rst, 1002);
        Assert.Equal(PfPhase.Closed, Phase());
        stack.Time.Advance(TimeSpan.FromSeconds(101));
        Assert.Empty(Pf.States);
    }

    [Fact]
    public void A_segment_that_begins_no_connection_has_no_state_and_does_not_pass()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        Pf.Load("block\npass in proto tcp");
        Inject(wire, TcpFlags.Ack);
        Assert.Empty(wire.SentIp());
        Pf.Load("block\npass in proto tcp flags any");
        Inject(wire, TcpFlags.Ack);
        Assert.Equal(TcpFlags.Rst, new Segment(Assert.Single(wire.SentIp())).Flags);
        Pf.Load("block\npass in proto tcp flags /SR no state");
        Inject(wire, TcpFlags.Syn, port: 81);
        Assert.Single(wire.SentIp());
    }

    [Fact]
    public void A_connection_may_begin_anew_once_the_last_one_is_over()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        Pf.Load("block\npass in proto tcp");
        using VnetSocket listener = TcpPeer.Listen();
        Inject(wire, TcpFlags.Syn);
        Inject(wire, TcpFlags.Rst, 1001);
        Assert.Equal(PfPhase.Closed, Phase());
        Inject(wire, TcpFlags.Syn);
        Assert.Equal(PfPhase.Opening, Phase());
    }

    [Fact]
    public void States_of_datagrams_last_longer_once_they_are_answered()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        Pf.Load("block\npass in proto udp");
        using VnetUdpClient server = new(9);
        InjectUdp(wire, 5000);
        stack.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Empty(Pf.States);
        InjectUdp(wire, 5000);
        server.Send([1], new IPEndPoint(IPAddress.Parse(Peer), 5000));
        stack.Time.Advance(TimeSpan.FromSeconds(59));
        PfStateInfo state = Assert.Single(Pf.States);
        Assert.Equal((PfPhase.Established, 2, 58), (state.Phase, state.Packets, state.Bytes));
        Assert.Equal((new IPEndPoint(IPAddress.Parse(Peer), 5000), new IPEndPoint(IPAddress.Parse(Own), 9)), (state.Remote, state.Local));
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(Pf.States);
    }

    [Fact]
    public void Other_timeouts_count_from_the_next_packet_of_a_state_on()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        Pf.Load("block\npass in proto udp");
        using VnetUdpClient server = new(9);
        InjectUdp(wire, 5000);
        server.Send([1], new IPEndPoint(IPAddress.Parse(Peer), 5000));
        Pf.Load("set timeout udp.multiple 10\nblock\npass in proto udp");
        stack.Time.Advance(TimeSpan.FromSeconds(59));
        InjectUdp(wire, 5000);
        stack.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Single(Pf.States);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(Pf.States);
    }

    [Fact]
    public void Where_there_are_as_many_as_may_be_the_oldest_without_an_answer_makes_room()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        Pf.Load("set limit states 3\npass in proto udp");
        using VnetUdpClient server = new(9);
        InjectUdp(wire, 5000);
        InjectUdp(wire, 5001);
        server.Send([1], new IPEndPoint(IPAddress.Parse(Peer), 5000));
        InjectUdp(wire, 5002);
        InjectUdp(wire, 5003);
        Assert.Equal([5000, 5002, 5003], Pf.States.Select(static each => each.Remote.Port).Order());
        server.Send([1], new IPEndPoint(IPAddress.Parse(Peer), 5002));
        server.Send([1], new IPEndPoint(IPAddress.Parse(Peer), 5003));
        long before = Pf.Statistics.StateLimit;
        InjectUdp(wire, 5004);
        Assert.Equal([5000, 5002, 5003], Pf.States.Select(static each => each.Remote.Port).Order());
        Assert.Equal(1, Pf.Statistics.StateLimit - before);
    }

    [Fact]
    public void Errors_pass_with_what_they_are_about_and_no_others()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        Pf.Load("block in\npass out proto udp");
        using VnetUdpClient client = new();
        client.Connect(new IPEndPoint(IPAddress.Parse(Peer), 9));
        client.Send([1]);
        byte[] sent = wire.SentIp()[^1];
        byte[] other = [.. sent];
        other[23]++;
        long before = Pf.Statistics.Blocked;
        wire.InjectIcmp(IcmpType.Unreachable, IcmpCode.PortUnreachable, other, router: Peer);
        Assert.Equal(1, Pf.Statistics.Blocked - before);
        client.Send([1]);
        wire.InjectIcmp(IcmpType.Unreachable, IcmpCode.PortUnreachable, sent, router: Peer);
        Assert.Throws<System.Net.Sockets.SocketException>(() => client.Send([1]));
    }

    [Theory]
    [InlineData("block return in", true)]
    [InlineData("block in", false)]
    [InlineData("block return", true)]
    public void Who_is_blocked_is_told_if_the_rule_says_so(string rules, bool isTold)
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        Pf.Load(rules);
        Inject(wire, TcpFlags.Syn);
        InjectUdp(wire, 5000);
        List<byte[]> sent = wire.SentIp();
        Assert.Equal(isTold ? 2 : 0, sent.Count);
        if (isTold)
        {
            Segment reset = new(sent[0]);
            Assert.Equal((TcpFlags.Rst | TcpFlags.Ack, 1001u), (reset.Flags, reset.Acknowledgment));
            Assert.Equal((IcmpType.Unreachable, IcmpCode.PortUnreachable), Packets.IcmpOf(sent[1]));
        }

        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void Rules_that_cannot_be_leave_those_that_are()
    {
        using TestStack stack = new();
        Wire wire = AddWire();
        Pf.Load("block in");
        Assert.Equal("ESRCH", Assert.Throws<NetworkException>(static () => Pf.Load("pass from <none>")).Errno);
        Assert.Equal("EINVAL", Assert.Throws<NetworkException>(static () => Pf.Load("nat from any to any -> any")).Errno);
        Assert.Equal("EINVAL", Assert.Throws<NetworkException>(static () => Pf.Load("set limit states 0")).Errno);
        Assert.Throws<PfSyntaxException>(static () => Pf.Load("anchor a { pass in }\nfoo"));
        InjectUdp(wire, 5000);
        Assert.Empty(wire.SentIp());
        Assert.Empty(Pf.Anchor("a").Rules);
    }

    private static PfPhase Phase() => Assert.Single(Pf.States).Phase;

    private static Wire AddWire()
    {
        Wire wire = TestStack.AddWire(Own, 24);
        Arp.AddStatic(wire, IPAddress.Parse(Peer), Wire.PeerLink);
        wire.Sent.Clear();
        return wire;
    }

    private static void InjectUdp(Wire wire, ushort from) =>
        wire.InjectIp(Packets.Ip(Peer, Own, IpProtocol.Udp, Packets.Udp(Peer, Own, from, 9, [1])));

    private static void Inject(Wire wire, TcpFlags flags, uint sequence = 1000, uint acknowledgment = 0, ushort port = TcpPeer.OwnPort) =>
        wire.InjectIp(Packets.Tcp(
            Peer,
            Own,
            new TcpFields { SourcePort = 5000, DestinationPort = port, Sequence = sequence, Acknowledgment = acknowledgment, Flags = flags, Window = 1000 },
            TcpPeer.MssOnly,
            []));
}
