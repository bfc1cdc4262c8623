using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>More first segments than there is room for (RFC 4987).</summary>
[Trait("RFC", "4987")]
public sealed class TcpSynFloodTests
{
    [Fact]
    public void Flood_TakesNoMoreThanItsShare_AndLetsConnectionsThrough()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        Flood(peer.Wire, 100_000);
        Assert.Equal(Tcp.V_tcp_syncache_limit, Tcp.SynCache.Count);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        peer.Wire.Sent.Clear();

        using VnetSocket socket = Connect(peer, listener, TcpPeer.AllOptions);
        socket.Send(TcpPeer.Bytes(20_000));
        Assert.Equal(1448, peer.Receive().Data.Length);
        peer.SendData(100);
        Assert.Equal(100, socket.Available);
        Assert.True(socket.Connected);
    }

    [Fact]
    public void Cookie_KeepsTheSegmentSizeBelowWhatWasAskedFor_AndTheOptions()
    {
        using TestStack stack = new();
        UseCookiesOnly(stack);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        TcpOptions options = TcpPeer.AllOptions;
        options.Mss = 1300;
        using VnetSocket socket = Connect(peer, listener, options);
        Assert.Equal(0, Tcp.SynCache.Count);
        socket.Send(TcpPeer.Bytes(20_000));
        Assert.Equal(1200 - 12, peer.Receive().Data.Length);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(10), sequence: peer.Next + 10);
        Assert.NotEmpty(peer.ReceiveAll()[^1].Sacks);
    }

    [Fact]
    public void ForgedCookies_AreReset()
    {
        using TestStack stack = new();
        UseCookiesOnly(stack);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        Random random = new(1);
        for (int i = 0; i < 100; i++)
        {
            peer.Send(TcpFlags.Ack, acknowledgment: (uint)random.NextInt64(uint.MaxValue));
            Assert.Equal(TcpFlags.Rst, peer.Receive().Flags);
        }

        Assert.False(listener.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public void Cookie_IsOfItsConnection_AndOfItsTime()
    {
        using TestStack stack = new();
        UseCookiesOnly(stack);
        TcpPeer peer = new(stack);
        TcpPeer other = new(stack, port: 5001, wire: peer.Wire);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn, options: TcpPeer.MssOnly);
        uint cookie = peer.Receive().Sequence;

        // Another port, another number, too late.
        other.Next = peer.Next;
        other.Send(TcpFlags.Ack, acknowledgment: cookie + 1);
        Assert.Equal(TcpFlags.Rst, other.Receive().Flags);
        peer.Send(TcpFlags.Ack, sequence: peer.Next + 1, acknowledgment: cookie + 1);
        Assert.Equal(TcpFlags.Rst, peer.Receive().Flags);
        peer.Wait(180_000);
        peer.Send(TcpFlags.Ack, acknowledgment: cookie + 1);
        Assert.Equal(TcpFlags.Rst, peer.Receive().Flags);
        Assert.False(listener.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public void WithoutCookies_TheOldestGoes()
    {
        using TestStack stack = new();
        stack.Set(false, static () => Tcp.V_tcp_syncookies, static value => Tcp.V_tcp_syncookies = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        Flood(peer.Wire, 5000);
        Assert.Equal(Tcp.V_tcp_syncache_limit, Tcp.SynCache.Count);
        peer.Wire.Sent.Clear();
        using VnetSocket socket = new TcpPeer(stack, port: 6000, wire: peer.Wire).Connect(listener);
        Assert.True(socket.Connected);
        peer.Wait(100_000);
        Assert.Equal(0, Tcp.SynCache.Count);
    }

    private static void UseCookiesOnly(TestStack stack) =>
        stack.Set(true, static () => Tcp.V_tcp_syncookies_only, static value => Tcp.V_tcp_syncookies_only = value);

    private static void Flood(Wire wire, int count)
    {
        for (int i = 0; i < count; i++)
        {
            TcpFields fields = new() { SourcePort = (ushort)(i + 1000), DestinationPort = TcpPeer.OwnPort, Sequence = (uint)i, Flags = TcpFlags.Syn, Window = 1000 };
            wire.InjectIp(Packets.Tcp($"10.{(i >> 16) & 255}.{(i >> 8) & 255}.{i & 255}", TcpPeer.OwnAddress, fields, TcpPeer.MssOnly, []));
        }
    }

    // After the flood the peer has not seen what was sent before.
    private static VnetSocket Connect(TcpPeer peer, VnetSocket listener, TcpOptions options)
    {
        long before = Tcp.Statistics.CookiesReceived;
        VnetSocket socket = peer.Connect(listener, options);
        Assert.Equal(1, Tcp.Statistics.CookiesReceived - before);
        return socket;
    }
}
