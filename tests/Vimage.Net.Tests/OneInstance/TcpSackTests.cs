namespace Vimage.Net.Tests;

/// <summary>What is told of data that came early, or twice (RFC 2018, RFC 2883).</summary>
[Trait("RFC", "2018")]
public sealed class TcpSackTests
{
    [Fact]
    public void StretchThatHasGrownLast_IsNamedFirst()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.AllOptions);
        uint start = peer.Next;
        Assert.Equal([Block(100)], SendAt(100));
        Assert.Equal([Block(300), Block(100)], SendAt(300));
        Assert.Equal([Block(500), Block(300), Block(100)], SendAt(500));

        // With timestamps there is room for three.
        Assert.Equal([Block(700), Block(500), Block(300)], SendAt(700));
        Assert.Equal([Block(300, 600), Block(700), Block(100)], SendAt(400));
        Assert.Equal([Block(300, 800), Block(100)], SendAt(600));

        SackBlock[] SendAt(uint offset)
        {
            peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: start + offset);
            Segment answer = peer.Receive();
            Assert.Equal(start, answer.Acknowledgment);
            return answer.Sacks;
        }

        SackBlock Block(uint from, uint? to = null) => new(start + from, start + (to ?? (from + 100)));
    }

    [Fact]
    public void FilledGap_EndsTheNaming()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        uint start = peer.Next;
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: start + 100);
        peer.Receive();
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: start);
        Segment answer = peer.Receive();
        Assert.Equal(start + 200, answer.Acknowledgment);
        Assert.Empty(answer.Sacks);
        Assert.Empty(answer.OptionBytes);
    }

    [Trait("RFC", "2883")]
    [Fact]
    public void SegmentThatComesTwice_IsNamedOnce()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        uint start = peer.Next;
        peer.SendData(100);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: start);
        Segment answer = peer.Receive();
        Assert.Equal(start + 100, answer.Acknowledgment);
        Assert.Equal([new SackBlock(start, start + 100)], answer.Sacks);
        peer.SendData(100);
        peer.SendData(100);
        Assert.Empty(peer.Receive().Sacks);
    }

    [Trait("RFC", "2883")]
    [Fact]
    public void EarlySegmentThatComesTwice_IsNamedBeforeItsStretch()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        uint start = peer.Next;
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(200), sequence: start + 100);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: start + 200);

        // RFC 2883, 4.1.2: the second block is the larger one that it is in.
        Assert.Equal([new SackBlock(start + 200, start + 300), new SackBlock(start + 100, start + 300)], peer.ReceiveAll()[^1].Sacks);
    }

    [Trait("RFC", "2883")]
    [Fact]
    public void PartThatWasAcknowledged_IsNamed_AtOnce()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        uint start = peer.Next;
        peer.SendData(100);
        peer.SendData(100);
        peer.ReceiveAll();

        // RFC 2883, 4.2.1.
        long before = Tcp.Statistics.PartialDuplicates;
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(150), sequence: start + 150);
        Segment answer = peer.Receive();
        Assert.Equal(start + 300, answer.Acknowledgment);
        Assert.Equal([new SackBlock(start + 150, start + 200)], answer.Sacks);
        Assert.Equal(before + 1, Tcp.Statistics.PartialDuplicates);
    }

    [Trait("RFC", "2883")]
    [Fact]
    public void PartThatCameEarly_IsNamedBeforeItsStretch()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        uint start = peer.Next;
        SackBlock[] SendAt(uint offset, int count)
        {
            peer.Send(TcpFlags.Ack, TcpPeer.Bytes(count), sequence: start + offset);
            return peer.ReceiveAll()[^1].Sacks;
        }

        SendAt(100, 100);
        SendAt(300, 100);
        SendAt(500, 100);

        // RFC 2883, 4.2.2 and 4.2.3: the first stretch that is known, and then the one that it is in.
        Assert.Equal([Block(150, 200), Block(100, 250), Block(500, 600), Block(300, 400)], SendAt(150, 100));
        Assert.Equal([Block(300, 400), Block(280, 600), Block(100, 250)], SendAt(280, 300));
        Assert.Equal([Block(230, 250), Block(100, 600)], SendAt(230, 60));
        Assert.Equal([Block(100, 600), Block(100, 600)], SendAt(100, 500));

        SackBlock Block(uint from, uint to) => new(start + from, start + to);
    }

    [Fact]
    public void NothingIsNamed_WhereThatWasNotPermitted()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.MssOnly);
        uint start = peer.Next;
        peer.SendData(100);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: start + 300);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: start);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: start + 50);
        peer.Send(TcpFlags.Ack, TcpPeer.Bytes(100), sequence: start + 250);
        Assert.All(peer.ReceiveAll(), static segment => Assert.Empty(segment.OptionBytes));
    }

    [Fact]
    public void SegmentsThatOverlap_MakeTheBytesThatWereSent()
    {
        byte[] data = TcpPeer.Bytes(5000);
        for (int seed = 0; seed < 30; seed++)
        {
            using TestStack stack = new();
            TcpPeer peer = new(stack);
            using VnetSocket listener = TcpPeer.Listen();
            using VnetSocket socket = peer.Connect(listener, TcpPeer.AllOptions);
            uint start = peer.Next;
            Random random = new(seed);
            for (int i = 0; i < 200; i++)
            {
                int from = random.Next(data.Length);
                int length = random.Next(1, Math.Min(1448, data.Length - from) + 1);
                peer.Send(TcpFlags.Ack, data.AsSpan(from, length), sequence: start + (uint)from);
            }

            for (int from = 0; from < data.Length; from += 1000)
            {
                peer.Send(TcpFlags.Ack, data.AsSpan(from, 1000), sequence: start + (uint)from);
            }

            peer.Wait(50);
            Assert.Equal(start + 5000, peer.ReceiveAll()[^1].Acknowledgment);
            byte[] buffer = new byte[10_000];
            Assert.Equal(data, buffer[..socket.Receive(buffer)]);
            socket.Dispose();
            Assert.Equal(0, stack.Netisr.PacketsInUse);
        }
    }

    [Fact]
    public void EarlySegments_AreLimited()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.AllOptions);
        uint start = peer.Next;
        long full = Tcp.Statistics.ReassemblyFull;
        for (uint i = 0; i < 10_000; i++)
        {
            peer.Send(TcpFlags.Ack, "x"u8, sequence: start + 2 + (2 * i));
        }

        Assert.InRange(stack.Netisr.PacketsInUse, 100, 200);
        Assert.True(Tcp.Statistics.ReassemblyFull > full);

        // What is next is taken all the same.
        peer.Send(TcpFlags.Ack, "ab"u8, sequence: start);
        Assert.Equal(3, socket.Available);
    }
}
