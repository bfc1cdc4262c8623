using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>The wait after a connection's end: what ends it, and what must not (RFC 1337, RFC 6191).</summary>
[Trait("RFC", "9293")]
public sealed class TcpTimeWaitTests
{
    [Fact]
    public void Wait_LastsTwiceTheLifeOfASegment()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = End(peer, listener);
        peer.Wait(59_999);
        Assert.Equal(TcpState.TimeWait, socket.TcpState);
        peer.Wait(2);
        Assert.Equal(TcpState.Closed, socket.TcpState);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Trait("RFC", "1337")]
    [Fact]
    public void Resets_DoNotShortenIt()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = End(peer, listener);
        peer.Send(TcpFlags.Rst);
        peer.Send(TcpFlags.Rst | TcpFlags.Ack);
        Assert.Equal(TcpState.TimeWait, socket.TcpState);
        peer.AssertSilent();
    }

    [Fact]
    public void OldSegments_AreAnswered_AndDoNotShortenIt()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = End(peer, listener);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(10), sequence: peer.Next - 5000);
        Segment answer = peer.Receive();
        Assert.Equal((TcpFlags.Ack, peer.Next), (answer.Flags, answer.Acknowledgment));
        Assert.Equal(TcpState.TimeWait, socket.TcpState);
    }

    [Fact]
    public void EndThatComesAgain_IsAcknowledged_AndTheWaitBeginsAnew()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = End(peer, listener);
        peer.Wait(50_000);
        peer.Send(TcpFlags.Fin | TcpFlags.Ack, sequence: peer.Next - 1);
        Assert.Equal(peer.Next, peer.Receive().Acknowledgment);
        peer.Wait(50_000);
        Assert.Equal(TcpState.TimeWait, socket.TcpState);
        peer.Wait(10_001);
        Assert.Equal(TcpState.Closed, socket.TcpState);
    }

    [Fact]
    public void NewerFirstSegment_BeginsANewConnection()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = End(peer, listener);
        peer.Next += 1000;
        using VnetSocket next = peer.Connect(listener);
        Assert.Equal(TcpState.Established, next.TcpState);
        Assert.Equal(TcpState.Closed, socket.TcpState);
    }

    [Fact]
    public void OlderFirstSegment_IsAnsweredWithWhatIsKnown()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = End(peer, listener);
        uint expected = peer.Next;
        peer.Send(TcpFlags.Syn, sequence: peer.Next - 100_000);
        Segment answer = peer.Receive();
        Assert.Equal((TcpFlags.Ack, expected), (answer.Flags, answer.Acknowledgment));
        Assert.Equal(TcpState.TimeWait, socket.TcpState);
    }

    [Trait("RFC", "6191")]
    [Fact]
    public void FirstSegmentWithANewerTimestamp_IsNewer_WhateverItsNumber()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = End(peer, listener, TcpPeer.AllOptions);
        TcpOptions later = TcpPeer.AllOptions;
        later.TsValue = peer.Clock!.Value + 1000;
        peer.Clock = null;
        peer.Next -= 100_000;
        using VnetSocket next = peer.Connect(listener, later);
        Assert.Equal(TcpState.Established, next.TcpState);
    }

    private static VnetSocket End(TcpPeer peer, VnetSocket listener, TcpOptions? options = null)
    {
        VnetSocket socket = peer.Connect(listener, options);
        socket.Shutdown(SocketShutdown.Send);
        peer.Receive();
        peer.Send(TcpFlags.Fin | TcpFlags.Ack);
        peer.ReceiveAll();
        Assert.Equal(TcpState.TimeWait, socket.TcpState);
        return socket;
    }
}
