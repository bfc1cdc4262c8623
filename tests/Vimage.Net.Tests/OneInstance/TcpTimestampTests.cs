namespace Vimage.Net.Tests;

/// <summary>Timestamps (RFC 7323): what they say, and what old ones keep out.</summary>
[Trait("RFC", "7323")]
public sealed class TcpTimestampTests
{
    [Fact]
    public void Timestamps_AreMilliseconds_AndEchoWhatWasLastAcknowledged()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.AllOptions);
        socket.NoDelay = true;
        socket.Send([1]);
        Segment first = peer.Receive();
        Assert.Equal(1000u, first.Options.TsEcho);
        Assert.Equal(12, first.OptionBytes.Length);
        peer.Clock = 2000;
        peer.Ack();
        peer.Wait(123);
        socket.Send([1]);
        Segment second = peer.Receive();
        Assert.Equal(123u, second.Options.TsValue - first.Options.TsValue);
        Assert.Equal(2000u, second.Options.TsEcho);
    }

    [Fact]
    public void Echo_IsOfTheFirstSegment_OfThoseThatAreAcknowledgedTogether()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.AllOptions);
        peer.Clock = 2000;
        peer.SendData(1448);
        peer.Clock = 2100;
        peer.SendData(1448);

        // RFC 7323, 4.3: the delay of the acknowledgment is part of the time.
        Assert.Equal(2000u, peer.Receive().Options.TsEcho);
    }

    [Fact]
    public void SegmentWithAnOldTimestamp_IsNotTaken_AndAnswered()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.AllOptions);
        uint next = peer.Next;
        peer.Clock = 999;
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: next);
        Assert.Equal(0, socket.Available);
        Assert.Equal(next, peer.Receive().Acknowledgment);

        // A reset has no use for a clock (RFC 7323, 5.2).
        peer.Send(TcpFlags.Rst);
        Assert.Equal(TcpState.Closed, socket.TcpState);
    }

    [Fact]
    public void Timestamps_GoAround()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        TcpOptions options = TcpPeer.AllOptions;
        options.TsValue = uint.MaxValue - 10;
        using VnetSocket socket = peer.Connect(listener, options);
        peer.Clock = 5;
        peer.SendData(100);
        Assert.Equal(100, socket.Available);
    }

    [Fact]
    public void TimestampAfterWeeksOfSilence_IsTaken()
    {
        using TestStack stack = new();
        stack.Set(false, static () => Tcp.V_tcp_always_keepalive, static value => Tcp.V_tcp_always_keepalive = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.AllOptions);
        peer.Wait(TimeSpan.FromDays(25).TotalMilliseconds);
        peer.Clock = 1;
        peer.SendData(100);
        Assert.Equal(100, socket.Available);
    }

    [Fact]
    public void SegmentWithoutTheTimestampThatWasAgreedOn_IsNotTaken()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.AllOptions);
        uint? clock = peer.Clock;
        peer.Clock = null;
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: peer.Next);
        Assert.Equal(0, socket.Available);
        peer.Clock = clock;
        peer.SendData(100);
        Assert.Equal(100, socket.Available);
    }

    [Fact]
    public void Clock_SaysNothingOfHowLongTheVnetHasBeenThere()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket first = peer.Begin();
        using VnetSocket second = peer.Begin();
        uint apart = peer.Receive().Options.TsValue - peer.Receive().Options.TsValue;
        Assert.InRange(Math.Abs((int)apart), 1000, int.MaxValue);
    }
}
