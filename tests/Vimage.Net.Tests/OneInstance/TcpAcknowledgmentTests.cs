namespace Vimage.Net.Tests;

/// <summary>When acknowledgments are sent, and when small segments (RFC 1122, 4.2.3; RFC 9293, 3.7.4).</summary>
[Trait("RFC", "1122")]
[Trait("RFC", "9293")]
public sealed class TcpAcknowledgmentTests
{
    [Fact]
    public void EverySecondSegment_IsAcknowledgedAtOnce_AndOneAloneAfter40Milliseconds()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.SendData(1460);
        peer.AssertSilent();
        peer.SendData(1460);
        Assert.Equal(peer.Next, peer.Receive().Acknowledgment);
        peer.SendData(1460);
        peer.Wait(39);
        peer.AssertSilent();
        peer.Wait(1);
        Assert.Equal(peer.Next, peer.Receive().Acknowledgment);
        peer.AssertSilent();
    }

    [Fact]
    public void DelayedAcknowledgment_GoesWithData()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.SendData(100);
        peer.Wait(10);
        socket.Send([1]);
        Assert.Equal(peer.Next, peer.Receive().Acknowledgment);
        peer.Ack();
        peer.Wait(100);
        peer.AssertSilent();
    }

    [Fact]
    public void DelayedAcknowledgments_CanBeTurnedOff()
    {
        using TestStack stack = new();
        stack.Set(false, static () => Tcp.V_tcp_delack_enabled, static value => Tcp.V_tcp_delack_enabled = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.SendData(100);
        Assert.Equal(peer.Next, peer.Receive().Acknowledgment);
    }

    [Fact]
    public void DataOutOfOrder_AndWhatFillsTheGap_IsAcknowledgedAtOnce()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        uint start = peer.Next;
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(10), sequence: start + 10);
        Assert.Equal(start, peer.Receive().Acknowledgment);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(10), sequence: start);
        Assert.Equal(start + 20, peer.Receive().Acknowledgment);
    }

    [Fact]
    public void AcknowledgmentsAlone_AreNotAcknowledged()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        for (int i = 0; i < 10; i++)
        {
            peer.Ack();
        }

        peer.Wait(1000);
        peer.AssertSilent();
    }

    [Fact]
    public void SmallSegments_WaitForTheAcknowledgmentOfTheOneBefore()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send("a"u8);
        Assert.Equal("a"u8, peer.Receive().Data);
        socket.Send("b"u8);
        socket.Send("c"u8);
        peer.AssertSilent();
        peer.Ack();
        Assert.Equal("bc"u8, peer.Receive().Data);
    }

    [Fact]
    public void FullSegments_DoNotWait_AndTheirRestDoes()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(3000));
        List<Segment> sent = peer.ReceiveAll();
        Assert.Equal([1460, 1460], sent.Select(static segment => segment.Data.Length));
        Assert.False(sent[^1].Has(TcpFlags.Psh));
        peer.Ack();
        Segment rest = peer.Receive();
        Assert.Equal(80, rest.Data.Length);
        Assert.True(rest.Has(TcpFlags.Psh));
    }

    [Fact]
    public void NoDelay_SendsAtOnce()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.NoDelay = true;
        socket.Send("a"u8);
        socket.Send("b"u8);
        Assert.Equal(["a", "b"], peer.ReceiveAll().Select(static segment => System.Text.Encoding.ASCII.GetString(segment.Data)));
    }

    [Fact]
    public void NoDelayTurnedOnLater_SendsWhatHasWaited()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send("a"u8);
        socket.Send("b"u8);
        peer.Receive();
        socket.NoDelay = true;

        // As tcp(4) and tcp(7) have it.
        Assert.Equal("b"u8, peer.Receive().Data);
    }

    [Fact]
    public void Data_GoesOn_WhileDataOfTheOtherDirectionIsMissing()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.AllOptions);
        uint start = peer.Next;
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: start + 1000);
        peer.ReceiveAll();

        // Each segment now has selective acknowledgments in it, and less data.
        socket.Send(TcpPeer.Bytes(10_000));
        List<Segment> sent = peer.ReceiveAll();
        Assert.True(sent.Count >= 6, $"{sent.Count} segments were sent.");
        Assert.All(sent, static segment => Assert.InRange(segment.Packet.Length, 1, 1500));
    }
}
