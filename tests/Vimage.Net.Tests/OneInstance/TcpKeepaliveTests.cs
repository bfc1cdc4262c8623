using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Questions to an end that has been silent (RFC 9293, 3.8.4).</summary>
[Trait("RFC", "1122")]
[Trait("RFC", "9293")]
public sealed class TcpKeepaliveTests
{
    [Fact]
    public void SilentEnd_IsAskedAfterTwoHours_AndGivenUpAfterEightQuestions()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Wait(7_199_000);
        peer.AssertSilent();
        peer.Wait(1000);
        Segment probe = peer.Receive();
        Assert.Equal((TcpFlags.Ack, peer.Expected - 1, peer.Next), (probe.Flags, probe.Sequence, probe.Acknowledgment));
        for (int i = 1; i < 8; i++)
        {
            peer.Wait(75_000);
            Assert.Single(peer.ReceiveAll());
        }

        Assert.Equal(TcpState.Established, socket.TcpState);
        peer.Wait(75_000);
        Assert.Equal(SocketError.TimedOut, Assert.Throws<SocketException>(() => socket.Receive(new byte[1])).SocketErrorCode);
    }

    [Fact]
    public void HalfClosedConnection_IsAskedToo()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Shutdown(SocketShutdown.Send);
        peer.Receive();
        peer.Ack();
        peer.Wait(7_199_000);
        peer.AssertSilent();
        peer.Wait(1000 + (8 * 75_000));
        Assert.Equal(8, peer.ReceiveAll().Count);
        Assert.Equal(SocketError.TimedOut, Assert.Throws<SocketException>(() => socket.Receive(new byte[1])).SocketErrorCode);
    }

    [Fact]
    public void EndThatAnswers_IsAskedAgainAfterTwoHours()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        for (int i = 0; i < 20; i++)
        {
            peer.Wait(7_200_000);
            Assert.Single(peer.ReceiveAll());
            peer.Ack();
        }

        Assert.Equal(TcpState.Established, socket.TcpState);
    }

    [Fact]
    public void SocketsOwnTimes_GoFirst()
    {
        using TestStack stack = new();
        stack.Set(false, static () => Tcp.V_tcp_always_keepalive, static value => Tcp.V_tcp_always_keepalive = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 2);
        peer.Wait(10_000);
        Assert.Single(peer.ReceiveAll());
        peer.Wait(5000);
        Assert.Single(peer.ReceiveAll());
        peer.Wait(5000);
        Assert.Equal(TcpState.Closed, socket.TcpState);
    }

    [Fact]
    public void NobodyIsAsked_WhereNobodyAskedForThat()
    {
        using TestStack stack = new();
        stack.Set(false, static () => Tcp.V_tcp_always_keepalive, static value => Tcp.V_tcp_always_keepalive = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Wait(TimeSpan.FromDays(2).TotalMilliseconds);
        peer.AssertSilent();
        peer.SendData(10);
        Assert.Equal(10, socket.Available);
    }

    [Fact]
    public void Question_IsAnswered()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Send(TcpFlags.Ack, sequence: peer.Next - 1);
        Assert.Equal(peer.Next, peer.Receive().Acknowledgment);
        peer.Send(TcpFlags.Ack, "x"u8, sequence: peer.Next - 1);
        Assert.Equal(peer.Next, peer.Receive().Acknowledgment);
    }
}
