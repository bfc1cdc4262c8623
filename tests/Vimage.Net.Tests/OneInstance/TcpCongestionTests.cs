namespace Vimage.Net.Tests;

/// <summary>How much is sent at once (RFC 5681, 6928, 9438).</summary>
[Trait("RFC", "5681")]
public sealed class TcpCongestionTests
{
    [Trait("RFC", "6928")]
    [Fact]
    public void FirstFlight_IsTenSegments()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = Connect(peer, listener);
        Assert.Equal(10, peer.ReceiveAll().Count);
    }

    [Fact]
    public void SlowStart_DoublesTheFlightEachRoundTrip()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = Connect(peer, listener);
        foreach (int segments in (int[])[10, 20, 40, 80])
        {
            Assert.Equal(segments, RoundTrip(peer));
        }
    }

    [Fact]
    public void WindowThatIsNotUsed_DoesNotGrow()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly with { WindowScale = 7 });
        socket.NoDelay = true;
        for (int i = 0; i < 100; i++)
        {
            socket.Send([1]);
            peer.ReceiveAll();
            peer.Ack();
        }

        socket.SendBufferSize = 1 << 20;
        socket.Send(TcpPeer.Bytes(100_000));
        Assert.Equal(10, peer.ReceiveAll().Count);
    }

    [Theory]
    [InlineData("newreno", 0.5)]
    [InlineData("cubic", 0.7)]
    public void Loss_ReducesTheFlight(string algorithm, double factor)
    {
        using TestStack stack = new();
        stack.Set(algorithm, static () => Tcp.V_tcp_cc_algo, static value => Tcp.V_tcp_cc_algo = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = Connect(peer, listener);
        int before = RoundTrip(peer) * 2;
        List<Segment> flight = peer.ReceiveAll();
        Assert.Equal(before, flight.Count);
        peer.Wait(50);

        // The first is lost; what is acknowledged meanwhile lets new segments out, fewer than arrive.
        peer.Expected = flight[0].Sequence;
        for (int i = 1; i < before; i++)
        {
            peer.Sack(new SackBlock(flight[1].Sequence, flight[i].End));
        }

        List<Segment> during = peer.ReceiveAll();
        Assert.Equal(flight[0].Sequence, during.Single(segment => segment.Sequence == flight[0].Sequence).Sequence);
        Assert.InRange(during.Count, 0.4 * factor * before, (factor * before) + 2);
        peer.Wait(50);
        peer.Expected = during.Max(static segment => segment.End);
        peer.Ack();
        Assert.InRange(peer.ReceiveAll().Count, (factor * before) - 1, (factor * before) + 1);
    }

    [Fact]
    public void Timeout_BeginsWithOneSegment_AndSlowStartEndsAtHalf()
    {
        using TestStack stack = new();
        stack.Set("newreno", static () => Tcp.V_tcp_cc_algo, static value => Tcp.V_tcp_cc_algo = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = Connect(peer, listener);
        RoundTrip(peer);
        RoundTrip(peer);
        List<Segment> flight = peer.ReceiveAll();
        Assert.Equal(40, flight.Count);
        peer.Expected = flight[0].Sequence;
        List<Segment> again = [];
        for (int i = 0; i < 1000 && !again.Any(segment => segment.Sequence == flight[0].Sequence); i++)
        {
            peer.Wait(1);
            again.AddRange(peer.ReceiveAll());
        }

        // But for the probe of the tail.
        Assert.InRange(again.Count, 1, 2);
        peer.Expected = flight[^1].End;
        peer.Ack();
        int next = peer.ReceiveAll().Count;
        Assert.InRange(next, 18, 22);
    }

    [Fact]
    public void CongestionAvoidance_AddsASegmentEachRoundTrip()
    {
        using TestStack stack = new();
        stack.Set("newreno", static () => Tcp.V_tcp_cc_algo, static value => Tcp.V_tcp_cc_algo = value);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = Connect(peer, listener);
        List<Segment> flight = peer.ReceiveAll();
        peer.Wait(10);
        peer.Expected = flight[0].Sequence;
        peer.Sack(new SackBlock(flight[1].Sequence, flight[^1].End));
        peer.Wait(10);
        List<Segment> during = peer.ReceiveAll();
        peer.Expected = Math.Max(flight[^1].End, during.Max(static segment => segment.End));
        peer.Ack();
        int before = RoundTrip(peer);
        Assert.Equal(5, before);
        for (int i = 1; i < 20; i++)
        {
            Assert.InRange(RoundTrip(peer), before, before + 1);
            before++;
        }
    }

    [Trait("RFC", "9438")]
    [Fact]
    public void Cubic_ComesBackToWhereItWas_AndGoesOnFromThere()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = Connect(peer, listener);
        RoundTrip(peer);
        RoundTrip(peer);
        RoundTrip(peer);
        List<Segment> flight = peer.ReceiveAll();
        int before = flight.Count;
        peer.Expected = flight[0].Sequence;
        peer.Sack(new SackBlock(flight[1].Sequence, flight[^1].End));
        List<Segment> during = peer.ReceiveAll();
        peer.Expected = Math.Max(flight[^1].End, during.Max(static segment => segment.End));
        peer.Ack();
        List<int> sizes = [];
        for (int i = 0; i < 100; i++)
        {
            sizes.Add(RoundTrip(peer, 100));
            socket.Send(TcpPeer.Bytes(1_000_000));
        }

        // K = cbrt(80 * 0.3 / 0.4) = 3.9 s, and then slowly at first.
        Assert.InRange(sizes[5], (int)(0.65 * before), (int)(0.95 * before));
        Assert.InRange(sizes[40], (int)(0.95 * before), (int)(1.1 * before));
        Assert.True(sizes[^1] > 1.2 * before, $"{before}: {string.Join(' ', sizes)}");
    }

    private static VnetSocket Connect(TcpPeer peer, VnetSocket listener)
    {
        VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly with { WindowScale = 7 });
        peer.Ack();
        socket.SendBufferSize = 1 << 21;
        socket.Send(TcpPeer.Bytes(1 << 21));
        return socket;
    }

    // Acknowledges each segment of a flight, and returns how many there were.
    private static int RoundTrip(TcpPeer peer, double milliseconds = 10)
    {
        List<Segment> flight = peer.ReceiveAll();
        peer.Wait(milliseconds);
        foreach (Segment segment in flight)
        {
            peer.Expected = segment.End;
            peer.Ack();
        }

        return flight.Count;
    }
}
