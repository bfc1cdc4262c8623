namespace Vimage.Net.Tests;

/// <summary>Segments for ports that nobody has (RFC 9293, 3.5.2).</summary>
[Trait("RFC", "9293")]
public sealed class TcpRefusalTests
{
    [Fact]
    public void FirstSegment_IsRefused_WithWhatItTakes()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        peer.Send(TcpFlags.Syn, "data"u8, sequence: 100, options: TcpPeer.AllOptions);
        Segment reset = peer.Receive();
        Assert.Equal((TcpFlags.Rst | TcpFlags.Ack, 0u, 105u), (reset.Flags, reset.Sequence, reset.Acknowledgment));
        Assert.Equal(0, reset.Window);
        Assert.Empty(reset.OptionBytes);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public void Acknowledgment_IsRefused_WithWhereItIs(byte flags)
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        peer.Send((TcpFlags)flags, acknowledgment: 777);
        Segment reset = peer.Receive();
        Assert.Equal((TcpFlags.Rst, 777u), (reset.Flags, reset.Sequence));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    public void Reset_IsNeverAnswered(byte flags)
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        peer.Send((TcpFlags)flags);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send((TcpFlags)flags);
        peer.AssertSilent();
    }

    [Fact]
    public void Listener_ResetsAcknowledgments_AndPassesOverTheRest()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Fin);
        peer.Send(TcpFlags.None);
        peer.Send(TcpFlags.Urg | TcpFlags.Psh);
        peer.AssertSilent();
        peer.Send(TcpFlags.Ack, acknowledgment: 777);
        Segment reset = peer.Receive();
        Assert.Equal((TcpFlags.Rst, 777u), (reset.Flags, reset.Sequence));
    }

    [Theory]
    [InlineData(1, false, true)]
    [InlineData(2, false, false)]
    public void BlackHole_SaysNothing(int level, bool answersFirst, bool answersOthers)
    {
        using TestStack stack = new();
        stack.Set(level, static () => Tcp.V_blackhole, static value => Tcp.V_blackhole = value);
        TcpPeer peer = new(stack);
        peer.Send(TcpFlags.Syn);
        Assert.Equal(answersFirst, peer.ReceiveAll().Count > 0);
        peer.Send(TcpFlags.Ack);
        Assert.Equal(answersOthers, peer.ReceiveAll().Count > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SegmentThatBothBeginsAndEnds_IsDropped_WhereThatIsAskedFor(bool drops)
    {
        using TestStack stack = new();
        stack.Set(drops, static () => Tcp.V_drop_synfin, static value => Tcp.V_drop_synfin = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn | TcpFlags.Fin);
        Assert.Equal(!drops, peer.ReceiveAll().Count > 0);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Theory]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("192.0.2.255")]
    public void SegmentToMany_IsNotAnswered(string destination)
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        TcpFields fields = new() { SourcePort = peer.Port, DestinationPort = TcpPeer.OwnPort, Flags = TcpFlags.Syn };
        peer.Wire.InjectIp(Packets.Tcp(TcpPeer.PeerAddress, destination, fields, default, []));
        fields = fields with { DestinationPort = 81 };
        peer.Wire.InjectIp(Packets.Tcp(TcpPeer.PeerAddress, destination, fields, default, []));
        peer.AssertSilent();
    }

    [Fact]
    public void BadChecksumsAndHeaders_AreCounted_AndNotAnswered()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        long checksums = Tcp.Statistics.BadChecksum;
        long offsets = Tcp.Statistics.BadOffset;
        long shorts = Tcp.Statistics.TooShort;
        TcpFields fields = new() { SourcePort = peer.Port, DestinationPort = TcpPeer.OwnPort, Flags = TcpFlags.Syn };
        byte[] packet = Packets.Tcp(TcpPeer.PeerAddress, TcpPeer.OwnAddress, fields, default, "data"u8);
        packet[^1] ^= 1;
        peer.Wire.InjectIp(packet);
        packet[IpHeader.MinSize + 12] = 0xF0;
        peer.Wire.InjectIp(packet);
        packet[IpHeader.MinSize + 12] = 0x40;
        peer.Wire.InjectIp(packet);
        peer.Wire.InjectIp(Packets.Ip(TcpPeer.PeerAddress, TcpPeer.OwnAddress, IpProtocol.Tcp, new byte[19]));
        Assert.Equal(1, Tcp.Statistics.BadChecksum - checksums);
        Assert.Equal(2, Tcp.Statistics.BadOffset - offsets);
        Assert.Equal(1, Tcp.Statistics.TooShort - shorts);
        peer.AssertSilent();
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }
}
