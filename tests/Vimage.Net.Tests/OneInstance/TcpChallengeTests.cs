using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Segments that a stranger could have sent (RFC 5961).</summary>
[Trait("RFC", "5961")]
public sealed class TcpChallengeTests
{
    [Fact]
    public void Reset_EndsTheConnection_OnlyAtTheEdgeOfTheWindow()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Send(TcpFlags.Rst, sequence: peer.Next - 1);
        peer.Send(TcpFlags.Rst, sequence: peer.Next + 1_000_000);
        peer.AssertSilent();

        // In the window: the other end, if it has sent that, will answer with one that is exact.
        peer.Send(TcpFlags.Rst, sequence: peer.Next + 1000);
        Segment challenge = peer.Receive();
        Assert.Equal((TcpFlags.Ack, peer.Expected, peer.Next), (challenge.Flags, challenge.Sequence, challenge.Acknowledgment));
        Assert.Equal(TcpState.Established, socket.TcpState);

        peer.Send(TcpFlags.Rst);
        Assert.Equal(TcpState.Closed, socket.TcpState);
        peer.AssertSilent();
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => socket.Receive(new byte[1])).SocketErrorCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    [InlineData(-5000)]
    [InlineData(10_000_000)]
    public void FirstSegmentInAConnection_IsChallenged_WhateverItsNumber(int offset)
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        uint next = peer.Next;
        peer.Send(TcpFlags.Syn, sequence: next + (uint)offset);
        Segment challenge = peer.Receive();
        Assert.Equal((TcpFlags.Ack, peer.Expected, next), (challenge.Flags, challenge.Sequence, challenge.Acknowledgment));
        Assert.Equal(TcpState.Established, socket.TcpState);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    [InlineData(-100_000)]
    public void DataWithAnAcknowledgmentThatCannotBe_IsNotTaken(int offset)
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: peer.Next, acknowledgment: peer.Expected + (uint)offset);
        Assert.Equal(0, socket.Available);
        Assert.Equal((TcpFlags.Ack, peer.Next), (peer.Receive() is var answer ? answer.Flags : default, answer.Acknowledgment));
    }

    [Fact]
    public void Challenges_AreLimited()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        for (int i = 0; i < 1000; i++)
        {
            peer.Send(TcpFlags.Rst, sequence: peer.Next + 1000);
        }

        Assert.InRange(peer.ReceiveAll().Count, 190, 200);
        peer.Wait(1000);
        peer.Send(TcpFlags.Rst, sequence: peer.Next + 1000);
        peer.Receive();
    }

    [Fact]
    public void SegmentsWithoutAcknowledgment_AreNotTaken()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Send(TcpFlags.None, TcpPeer.Bytes(100), sequence: peer.Next);
        Assert.Equal(0, socket.Available);
        peer.SendData(50);
        Assert.Equal(50, socket.Available);
    }

    [Fact]
    public void DataBeyondTheWindow_IsNotTaken_AndAnswered()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: peer.Next + 100_000);
        Assert.Equal(peer.Next, peer.Receive().Acknowledgment);
        Assert.Equal(0, socket.Available);
    }

    [Trait("RFC", "9293")]
    [Fact]
    public void Peer_ThatHasRestarted_ResetsTheOldConnection_AndIsAnsweredNextTime()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Send(TcpFlags.Syn, sequence: 42);
        uint known = peer.Receive().Acknowledgment;

        // RFC 9293, figure 9: it knows nothing of that, and says so.
        peer.Send(TcpFlags.Rst, sequence: known);
        Assert.Equal(TcpState.Closed, socket.TcpState);
        peer.Send(TcpFlags.Syn, sequence: 42);
        Assert.Equal((TcpFlags.Syn | TcpFlags.Ack, 43u), (peer.Receive() is var answer ? answer.Flags : default, answer.Acknowledgment));
    }
}
