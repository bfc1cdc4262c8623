using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Urgent data (RFC 9293, 3.8.5; RFC 6093), segment by segment.</summary>
[Trait("RFC", "6093")]
[Trait("RFC", "9293")]
public sealed class TcpUrgentTests
{
    [Fact]
    public void Pointer_IsToTheByteBehindTheUrgentOne()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send("abc!"u8, SocketFlags.OutOfBand);
        Segment sent = peer.Receive();
        Assert.True(sent.Has(TcpFlags.Urg));
        Assert.Equal(4, sent.UrgentPointer);
        peer.Ack();
        socket.Send("more"u8);
        Assert.False(peer.Receive().Has(TcpFlags.Urg));
    }

    [Fact]
    public void UrgentByteBehindAClosedWindow_IsToldOf()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack) { Window = 1460 };
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(5000), SocketFlags.OutOfBand);
        Segment first = peer.Receive();
        Assert.Equal((1460, 5000), (first.Data.Length, first.UrgentPointer));
    }

    [Fact]
    public void PointerIntoALaterSegment_FindsItsByte()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Send(TcpFlags.Ack | TcpFlags.Urg, "ab"u8, urgentPointer: 4);
        Assert.Equal(SocketError.WouldBlock, Assert.Throws<SocketException>(() => socket.Receive(new byte[1], SocketFlags.OutOfBand)).SocketErrorCode);
        peer.Send(TcpFlags.Ack | TcpFlags.Urg, "c!d"u8, urgentPointer: 2);
        byte[] buffer = new byte[10];
        Assert.Equal(1, socket.Receive(buffer, SocketFlags.OutOfBand));
        Assert.Equal((byte)'!', buffer[0]);
        Assert.Equal("abcd"u8, buffer.AsSpan(0, socket.Receive(buffer)));
    }

    [Fact]
    public void PointerToNothing_ChangesNothing()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        peer.Send(TcpFlags.Ack | TcpFlags.Urg, "ab"u8, urgentPointer: 0);
        peer.Send(TcpFlags.Ack | TcpFlags.Urg, urgentPointer: 60_000);
        peer.Send(TcpFlags.Ack, "cd"u8);
        byte[] buffer = new byte[10];
        Assert.Equal("abcd"u8, buffer.AsSpan(0, socket.Receive(buffer)));
    }
}
