using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>How connections end (RFC 9293, 3.6), segment by segment.</summary>
[Trait("RFC", "9293")]
public sealed class TcpClosingTests
{
    [Fact]
    public void ConnectionThatNobodyAccepts_IsReset_AndItsDataIsNotKept()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn, options: TcpPeer.MssOnly);
        peer.Receive();
        peer.SendData(100);
        peer.ReceiveAll();
        listener.Close();
        Assert.True(peer.Receive().Has(TcpFlags.Rst));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void FirstToClose_GoesThroughFinWaitToTimeWait()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(TcpState.FinWait1, socket.TcpState);
        Assert.Equal(TcpFlags.Fin | TcpFlags.Ack, peer.Receive().Flags);
        peer.Ack();
        Assert.Equal(TcpState.FinWait2, socket.TcpState);

        // The other half is still open.
        peer.SendData(100);
        Assert.Equal(100, socket.Receive(new byte[200]));
        peer.Send(TcpFlags.Fin | TcpFlags.Ack);
        Assert.Equal(TcpState.TimeWait, socket.TcpState);
        Assert.Equal(peer.Next, peer.ReceiveAll()[^1].Acknowledgment);
        Assert.Equal(0, socket.Receive(new byte[1]));
    }

    [Fact]
    public void SecondToClose_GoesThroughCloseWaitAndLastAck()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Send(TcpFlags.Fin | TcpFlags.Ack);
        Assert.Equal(TcpState.CloseWait, socket.TcpState);
        Assert.Equal(peer.Next, peer.Receive().Acknowledgment);
        socket.Send(TcpPeer.Bytes(100));
        Assert.Equal(100, peer.Receive().Data.Length);
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(TcpState.LastAck, socket.TcpState);
        Assert.True(peer.Receive().Has(TcpFlags.Fin));
        peer.Ack();
        Assert.Equal(TcpState.Closed, socket.TcpState);
        Assert.Empty(Tcp.Connections);
    }

    [Fact]
    public void BothToCloseAtOnce_GoThroughClosing()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Shutdown(SocketShutdown.Send);
        uint before = peer.Expected;
        peer.Receive();
        peer.Send(TcpFlags.Fin | TcpFlags.Ack, acknowledgment: before);
        Assert.Equal(TcpState.Closing, socket.TcpState);
        Assert.Equal(peer.Next, peer.Receive().Acknowledgment);
        peer.Ack();
        Assert.Equal(TcpState.TimeWait, socket.TcpState);
    }

    [Fact]
    public void EndThatAcknowledgesTheOwnEnd_LeadsToTimeWaitAtOnce()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Shutdown(SocketShutdown.Send);
        peer.Receive();
        peer.Send(TcpFlags.Fin | TcpFlags.Ack);
        Assert.Equal(TcpState.TimeWait, socket.TcpState);
    }

    [Fact]
    public void EndThatComesEarly_WaitsForWhatIsBeforeIt()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        uint start = peer.Next;
        peer.Send(TcpFlags.Fin | TcpFlags.Ack, "cd"u8, sequence: start + 2);
        Assert.Equal(TcpState.Established, socket.TcpState);
        peer.Send(TcpFlags.Ack, "ab"u8, sequence: start);
        Assert.Equal(TcpState.CloseWait, socket.TcpState);
        byte[] buffer = new byte[10];
        Assert.Equal("abcd"u8, buffer.AsSpan(0, socket.Receive(buffer)));
        Assert.Equal(start + 5, peer.ReceiveAll()[^1].Acknowledgment);
    }

    [Fact]
    public void EndBehindTheLastByte_GoesWithIt()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(20_000));
        socket.Shutdown(SocketShutdown.Send);
        List<Segment> flight = peer.ReceiveAll();
        Assert.DoesNotContain(flight, static segment => segment.Has(TcpFlags.Fin));
        peer.Ack();
        Segment last = peer.ReceiveAll()[^1];
        Assert.True(last.Has(TcpFlags.Fin) && last.Data.Length > 0);
        Assert.Equal(flight[0].Sequence + 20_001, last.End);
    }

    [Fact]
    public void EndThatIsLost_IsSentAgain()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Shutdown(SocketShutdown.Send);
        Segment end = peer.Receive();
        (Segment again, _) = peer.WaitForSegment();
        Assert.Equal((end.Flags, end.Sequence), (again.Flags, again.Sequence));
        peer.Ack();
        Assert.Equal(TcpState.FinWait2, socket.TcpState);
    }

    [Fact]
    public void ClosedEnd_DoesNotWaitForeverForTheOther()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        VnetSocket socket = peer.Connect(listener);
        socket.Close();
        peer.Receive();
        peer.Ack();
        peer.Wait(59_000);
        Assert.Single(Tcp.Connections);
        peer.Wait(2000);
        Assert.Empty(Tcp.Connections);
        peer.AssertSilent();
    }

    [Fact]
    public void HalfClosedEnd_WaitsAsLongAsItsUserDoes()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Shutdown(SocketShutdown.Send);
        peer.Receive();
        peer.Ack();
        peer.Wait(600_000);
        peer.SendData(100);
        Assert.Equal(100, socket.Available);
    }

    [Fact]
    public void DataForWhoHasClosed_IsReset()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        VnetSocket socket = peer.Connect(listener);
        socket.Close();
        peer.Receive();
        peer.SendData(100);
        Segment reset = peer.Receive();
        Assert.True(reset.Has(TcpFlags.Rst));
        Assert.Equal(peer.Expected, reset.Sequence);
        Assert.Empty(Tcp.Connections);
    }

    [Fact]
    public void LingerOfNoTime_ResetsAtOnce()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        VnetSocket socket = peer.Connect(listener);
        socket.LingerState = new LingerOption(enable: true, 0);
        socket.Close();
        Segment reset = peer.Receive();
        Assert.Equal((TcpFlags.Rst | TcpFlags.Ack, peer.Expected), (reset.Flags, reset.Sequence));
        Assert.Empty(Tcp.Connections);
    }

    [Fact]
    public void Peer_ThatIsGone_IsGivenUp_WhenItDoesNotAcknowledgeTheEnd()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        VnetSocket socket = peer.Connect(listener);
        socket.Close();
        peer.Wait(TimeSpan.FromMinutes(20).TotalMilliseconds);
        Assert.Empty(Tcp.Connections);
    }

    [Fact]
    public void Peer_ThatKeepsItsWindowClosedAndIsGone_IsGivenUp_OnceNobodyUsesTheConnection()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack) { Window = 0 };
        using VnetSocket listener = TcpPeer.Listen();
        VnetSocket socket = peer.Connect(listener);
        socket.Send([1]);
        socket.Close();
        peer.Wait(TimeSpan.FromHours(3).TotalMilliseconds);
        Assert.Empty(Tcp.Connections);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }
}
