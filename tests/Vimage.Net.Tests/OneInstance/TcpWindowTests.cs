namespace Vimage.Net.Tests;

/// <summary>Windows: scaled, closed, silly (RFC 9293, 3.8.6; RFC 7323, 2).</summary>
[Trait("RFC", "9293")]
public sealed class TcpWindowTests
{
    [Trait("RFC", "7323")]
    [Fact]
    public void Windows_AreScaledBothWays_ButForThoseOfFirstSegments()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack) { Window = 100 };
        using VnetSocket listener = TcpPeer.Listen();
        TcpOptions options = TcpPeer.MssOnly with { WindowScale = 3 };
        using VnetSocket socket = peer.Connect(listener, options);
        socket.Send(TcpPeer.Bytes(10_000));

        // 100 << 3, of which the first segment's 100 are not the largest that there was.
        Segment data = peer.Receive();
        Assert.Equal(800, data.Data.Length);
        Assert.Equal(65536 >> 6, data.Window);
    }

    [Trait("RFC", "7323")]
    [Fact]
    public void Windows_AreNotScaled_WhereOneEndDoesNot()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Accept();
        socket.Send([1]);
        Assert.Equal(65535, peer.Receive().Window);
    }

    [Trait("RFC", "7323")]
    [Fact]
    public void ScaleBeyondFourteen_CountsAsFourteen()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack) { Window = 1 };
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.MssOnly with { WindowScale = 200 });
        socket.NoDelay = true;
        socket.SendBufferSize = 1 << 20;
        peer.Ack();
        socket.Send(TcpPeer.Bytes(100_000));
        Assert.Equal(14_600, peer.ReceiveAll().Sum(static segment => segment.Data.Length));
        peer.Ack();
        Assert.InRange(peer.ReceiveAll().Sum(static segment => segment.Data.Length), 16384 - 1460, 16384);
    }

    /// <summary>RFC 9293, 3.8.6: what is beyond the window is dropped whole, with what it acknowledges, and then nothing goes on both ways.</summary>
    [Fact]
    public void ShrunkenWindow_IsKeptTo_BySegmentsThatAreSentAgain_AndByAcknowledgments()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack) { Window = 4380 };
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(4380));
        uint first = peer.Receive().Sequence;
        peer.ReceiveAll();
        peer.Expected = first;
        peer.Window = 1000;
        peer.Ack();
        peer.SendData(10);
        Segment acknowledgment = peer.WaitForSegment().Segment;
        Assert.Empty(acknowledgment.Data);
        Assert.Equal((first + 1000, peer.Next), (acknowledgment.Sequence, acknowledgment.Acknowledgment));

        Segment again = peer.WaitForSegment().Segment;
        Assert.Equal((first, 1000), (again.Sequence, again.Data.Length));
        peer.Window = 4000;
        peer.Expected = first + 1000;
        peer.Ack();
        Assert.Equal((first + 1000, 460), (peer.Receive() is var rest ? rest.Sequence : 0, rest.Data.Length));
    }

    [Fact]
    public void ClosedWindow_IsProbed_LessAndLessOften_AndOpensWithTheAnswer()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack) { Window = 1000 };
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(3000));
        Assert.Equal(1000, peer.Receive().Data.Length);
        peer.Window = 0;
        peer.Ack();
        double before = 5000;
        for (int i = 0; i < 10; i++)
        {
            (Segment probe, double waited) = peer.WaitForSegment(step: 10);
            Assert.InRange(probe.Data.Length, 0, 1);
            Assert.InRange(waited, Math.Max(before, 5000) - 20, 60_020);
            before = waited;
            peer.Ack();
        }

        Assert.InRange(before, 59_980, 60_020);
        peer.Window = 1000;
        peer.Ack();
        Assert.Equal(1000, peer.Receive().Data.Length);
    }

    [Fact]
    public void ClosedWindow_IsWaitedFor_AsLongAsItIsAnswered()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack) { Window = 0 };
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(100));
        for (int i = 0; i < 300; i++)
        {
            peer.WaitForSegment(step: 100);
            peer.Ack();
        }

        Assert.Equal(TcpState.Established, socket.TcpState);
        peer.Window = 1000;
        peer.Ack();
        Assert.Equal(100, peer.Receive().Data.Length);
    }

    [Fact]
    public void WindowTakenBack_IsSurvived()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(5000));
        uint start = peer.Expected;
        peer.ReceiveAll();
        peer.Window = 0;
        peer.Expected = start;
        peer.Ack();

        // An hour long it says that it is there, and takes nothing.
        for (int i = 0; i < 360; i++)
        {
            peer.Wait(10_000);
            if (peer.ReceiveAll().Count > 0)
            {
                peer.Expected = start;
                peer.Ack();
            }
        }

        Assert.Equal(TcpState.Established, socket.TcpState);
        peer.Window = 65535;
        peer.Expected = start;
        peer.Ack();
        peer.Wait(70_000);
        Assert.Contains(peer.ReceiveAll(), segment => segment.Sequence == start);
    }

    [Fact]
    public void ReceiverTellsOfRoom_OnlyWhereItIsWorthIt()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        listener.ReceiveBufferSize = 16384;
        using VnetSocket socket = peer.Connect(listener);
        for (int i = 0; i < 16; i++)
        {
            peer.SendData(1024);
        }

        Assert.Equal(0, peer.ReceiveAll()[^1].Window);
        byte[] buffer = new byte[16384];
        socket.Receive(buffer.AsSpan(0, 1000));
        socket.Receive(buffer.AsSpan(0, 1000));
        peer.AssertSilent();

        // Asked, it says nothing rather than little.
        peer.Send(TcpFlags.Ack, sequence: peer.Next - 1);
        Assert.InRange(peer.Receive().Window, 0, 2000);
        socket.Receive(buffer);
        Assert.Equal(16384, peer.Receive().Window);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(2500)]
    [InlineData(5000)]
    public void SmallReceiveBuffer_OpensItsWindow_WhenItIsRead(int size)
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        listener.ReceiveBufferSize = size;
        using VnetSocket socket = peer.Connect(listener);
        for (int left = size; left > 0; left -= 1000)
        {
            peer.SendData(Math.Min(left, 1000));
        }

        peer.Wait(50);
        Assert.Equal(0, peer.ReceiveAll()[^1].Window);
        Assert.Equal(size, socket.Receive(new byte[size]));
        Assert.Equal(size, peer.Receive().Window);
    }

    [Fact]
    public void ReceiveBuffer_IsWhatIsOffered_FromTheFirstSegmentOn()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        listener.ReceiveBufferSize = 5000;
        peer.Send(TcpFlags.Syn);
        Assert.Equal(5000, peer.Receive().Window);
        peer.Ack();
        using VnetSocket socket = listener.Accept();
        peer.SendData(1000);
        peer.Wait(50);
        Assert.Equal(4000, peer.Receive().Window);
    }

    [Fact]
    public void SenderSendsNoSmallSegments_BecauseOfASmallWindow()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.NoDelay = true;
        socket.Send(TcpPeer.Bytes(14_600));
        peer.ReceiveAll();
        peer.Window = 100;
        peer.Ack();
        socket.Send(TcpPeer.Bytes(5000));
        peer.AssertSilent();

        // Not for ever either.
        (Segment little, double waited) = peer.WaitForSegment(step: 10);
        Assert.Equal(100, little.Data.Length);
        Assert.InRange(waited, 100, 5010);
    }

    [Fact]
    public void WindowInAnOldSegment_IsNotTaken()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        uint old = peer.Next - 1;
        peer.SendData(10);
        socket.Send([1]);
        peer.ReceiveAll();
        peer.Ack();
        peer.Window = 0;
        peer.Send(TcpFlags.Ack, sequence: old);
        peer.ReceiveAll();
        socket.Send(TcpPeer.Bytes(1000));
        Assert.Equal(1000, peer.Receive().Data.Length);
    }
}
