namespace Vimage.Net.Tests;

/// <summary>Congestion that routers tell of (RFC 3168).</summary>
[Trait("RFC", "3168")]
public sealed class TcpEcnTests
{
    private const byte Capable = 2;
    private const byte Experienced = 3;

    [Fact]
    public void Ecn_IsGranted_AndAskedForOnlyWhereThatIsSet()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        Assert.Equal(TcpFlags.Syn, peer.Receive().Flags);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn | TcpFlags.Ece | TcpFlags.Cwr);
        Assert.Equal(TcpFlags.Syn | TcpFlags.Ack | TcpFlags.Ece, peer.Receive().Flags);

        stack.Set(1, static () => Tcp.V_tcp_do_ecn, static value => Tcp.V_tcp_do_ecn = value);
        TcpPeer other = new(stack, port: 5001, wire: peer.Wire);
        using VnetSocket asking = other.Begin();
        Assert.Equal(TcpFlags.Syn | TcpFlags.Ece | TcpFlags.Cwr, other.Receive().Flags);

        // What drops it is asked again without it.
        other.Wait(1001);
        Assert.Equal(TcpFlags.Syn, other.Receive().Flags);
    }

    [Fact]
    public void Ecn_IsNotGranted_WhereItIsOff()
    {
        using TestStack stack = new();
        stack.Set(0, static () => Tcp.V_tcp_do_ecn, static value => Tcp.V_tcp_do_ecn = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn | TcpFlags.Ece | TcpFlags.Cwr);
        Assert.Equal(TcpFlags.Syn | TcpFlags.Ack, peer.Receive().Flags);
    }

    [Fact]
    public void Data_IsMarkedAsCapable_ButNotAcknowledgments_NorWhatIsSentAgain()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = Connect(peer, listener);
        socket.Send(TcpPeer.Bytes(100));
        Assert.Equal(Capable, peer.Receive().TypeOfService);
        Assert.Equal(0, peer.WaitForSegment().Segment.TypeOfService);
        peer.SendData(100);
        peer.Wait(50);
        Assert.Equal(0, peer.ReceiveAll()[^1].TypeOfService);
    }

    [Fact]
    public void Mark_IsEchoed_UntilTheOtherEndHasHeardOfIt()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = Connect(peer, listener);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(1460), typeOfService: Experienced);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(1460), typeOfService: Capable);
        Assert.True(peer.Receive().Has(TcpFlags.Ece));
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(1460), typeOfService: Capable);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(1460), typeOfService: Capable);
        Assert.True(peer.Receive().Has(TcpFlags.Ece));
        peer.Send(TcpFlags.Ack | TcpFlags.Cwr, TcpPeer.Bytes(1460), typeOfService: Capable);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(1460), typeOfService: Capable);
        Assert.False(peer.Receive().Has(TcpFlags.Ece));
    }

    [Fact]
    public void Echo_HalvesTheWindow_OnceEachRoundTrip_AndIsAnswered()
    {
        using TestStack stack = new();
        stack.Set("newreno", static () => Tcp.V_tcp_cc_algo, static value => Tcp.V_tcp_cc_algo = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = Connect(peer, listener);
        socket.SendBufferSize = 1 << 20;
        socket.Send(TcpPeer.Bytes(200_000));
        List<Segment> flight = peer.ReceiveAll();
        Assert.Equal(10, flight.Count);
        peer.Expected = flight[1].Sequence;
        peer.Send(TcpFlags.Ack | TcpFlags.Ece);
        Assert.Empty(peer.ReceiveAll());
        peer.Expected = flight[2].Sequence;
        peer.Send(TcpFlags.Ack | TcpFlags.Ece);
        peer.Expected = flight[^1].End;
        peer.Ack();

        // Five segments, of which the first says that it was heard.
        List<Segment> next = peer.ReceiveAll();
        Assert.Equal(5, next.Count);
        Assert.True(next[0].Has(TcpFlags.Cwr));
        Assert.DoesNotContain(next[1..], static segment => segment.Has(TcpFlags.Cwr));
    }

    private static VnetSocket Connect(TcpPeer peer, VnetSocket listener)
    {
        peer.Send(TcpFlags.Syn | TcpFlags.Ece | TcpFlags.Cwr, options: TcpPeer.MssOnly);
        Assert.True(peer.Receive().Has(TcpFlags.Ece));
        peer.Ack();
        VnetSocket socket = listener.Accept();
        socket.Blocking = false;
        return socket;
    }
}
