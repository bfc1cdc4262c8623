using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>What is lost, and sent again (RFC 6298, 5681, 6582, 6675, 8985).</summary>
public sealed class TcpRetransmissionTests
{
    [Trait("RFC", "6298")]
    [Fact]
    public void Timeouts_Double_AndAfterTwelveTheConnectionIsGivenUp()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(100));
        uint start = peer.Receive().Sequence;
        double before = 0;
        int count = 0;
        while (socket.TcpState == TcpState.Established && count < 100)
        {
            peer.Wait(before == 0 ? 10 : before / 2);
            if (peer.ReceiveAll().Count > 0 || socket.TcpState != TcpState.Established)
            {
                continue;
            }

            (Segment again, double waited) = peer.WaitForSegment(step: 20);
            Assert.Equal((start, 100), (again.Sequence, again.Data.Length));
            double total = waited + (before == 0 ? 10 : before / 2);
            Assert.True(before == 0 || total >= Math.Min(2 * before, 64_000) - 50, $"{count}: {total} ms after {before} ms");
            before = total;
            if (++count == 12)
            {
                peer.Wait(70_000);
                peer.AssertSilent();
            }
        }

        Assert.Equal(12, count);
        Assert.Equal(SocketError.TimedOut, Assert.Throws<SocketException>(() => socket.Receive(new byte[1])).SocketErrorCode);
    }

    [Trait("RFC", "6298")]
    [Fact]
    public void Timeout_FollowsTheRoundTrip()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        LearnRoundTrip(peer, socket, 100);
        socket.Send([1]);
        peer.Receive();

        // 100 ms, four times a variation that has faded, and the slop for who delays acknowledgments.
        Assert.InRange(peer.WaitForSegment().Milliseconds, 300, 340);
    }

    [Trait("RFC", "6298")]
    [Fact]
    public void LostFirstSegment_MakesTheFirstTimeoutLong()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        peer.RemotePort = peer.Receive().SourcePort;
        Assert.InRange(peer.WaitForSegment().Milliseconds, 990, 1020);
        Assert.InRange(peer.WaitForSegment().Milliseconds, 1990, 2020);
        peer.Send(TcpFlags.Syn | TcpFlags.Ack, options: TcpPeer.MssOnly);
        peer.Receive();

        // RFC 6298, 5.7: not what was learnt in vain.
        socket.Send(TcpPeer.Bytes(100));
        peer.Receive();
        Assert.InRange(peer.WaitForSegment().Milliseconds, 2990, 3030);
    }

    [Trait("RFC", "6298")]
    [Fact]
    public void LostAnswerToAFirstSegment_MakesTheFirstTimeoutLong()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn, options: TcpPeer.SackOnly);
        peer.Receive();
        peer.WaitForSegment();
        peer.Ack();
        using VnetSocket socket = listener.Accept();
        socket.Send(TcpPeer.Bytes(100));
        peer.Receive();
        Assert.InRange(peer.WaitForSegment().Milliseconds, 2990, 3030);
    }

    [Trait("RFC", "5681")]
    [Trait("RFC", "6582")]
    [Fact]
    public void ThreeRepeatedAcknowledgments_AreALoss_WithoutSelectiveOnes()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        List<Segment> flight = SendFlight(peer, socket);
        peer.Expected = flight[0].Sequence;
        peer.Ack();
        peer.Ack();
        Assert.DoesNotContain(peer.ReceiveAll(), segment => segment.Sequence == flight[0].Sequence);
        peer.Expected = flight[0].Sequence;
        peer.Ack();
        Assert.Equal(flight[0].Sequence, peer.Receive().Sequence);

        // RFC 6582: an acknowledgment of a part tells of the next loss.
        peer.ReceiveAll();
        peer.Expected = flight[4].Sequence;
        peer.Ack();
        Assert.Contains(peer.ReceiveAll(), segment => segment.Sequence == flight[4].Sequence);
    }

    // By the seed, sequence numbers are in one half of their circle or the other.
    [Trait("RFC", "6675")]
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void ThreeSegmentsThatCameLater_AreALoss_WithSelectiveAcknowledgments(ulong seed)
    {
        using TestStack stack = new(seed);
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        LearnRoundTrip(peer, socket, 50);
        List<Segment> flight = SendFlight(peer, socket);
        peer.Wait(50);
        peer.Expected = flight[0].Sequence;
        peer.Sack(new SackBlock(flight[1].Sequence, flight[1].End));
        peer.Sack(new SackBlock(flight[1].Sequence, flight[2].End));
        Assert.DoesNotContain(peer.ReceiveAll(), segment => segment.Sequence == flight[0].Sequence);
        peer.Expected = flight[0].Sequence;
        peer.Sack(new SackBlock(flight[1].Sequence, flight[3].End));
        Assert.Equal(flight[0].Sequence, peer.Receive().Sequence);

        // Only what is missing is sent again.
        peer.ReceiveAll();
        peer.Expected = flight[0].Sequence;
        peer.Sack(new SackBlock(flight[6].Sequence, flight[9].End), new SackBlock(flight[1].Sequence, flight[3].End));
        IEnumerable<uint> again = peer.ReceiveAll().Select(static segment => segment.Sequence);
        Assert.Subset(flight[4..6].Select(static segment => segment.Sequence).ToHashSet(), again.Where(sequence => flight.Any(segment => segment.Sequence == sequence)).ToHashSet());
    }

    [Trait("RFC", "8985")]
    [Fact]
    public void OneSegmentThatCameLater_IsALoss_AfterAQuarterOfTheRoundTrip()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        LearnRoundTrip(peer, socket, 80);
        List<Segment> flight = SendFlight(peer, socket);
        peer.Wait(80);
        peer.Expected = flight[0].Sequence;
        peer.Sack(new SackBlock(flight[1].Sequence, flight[1].End));
        Assert.DoesNotContain(peer.ReceiveAll(), segment => segment.Sequence == flight[0].Sequence);
        (Segment again, double waited) = peer.WaitForSegment();
        Assert.Equal(flight[0].Sequence, again.Sequence);
        Assert.InRange(waited, 19, 22);
    }

    [Trait("RFC", "8985")]
    [Fact]
    public void LostTail_IsProbed_BeforeTheTimeout()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        LearnRoundTrip(peer, socket, 100);
        socket.NoDelay = true;
        socket.Send(TcpPeer.Bytes(4000));
        List<Segment> flight = peer.ReceiveAll();
        (Segment probe, double waited) = peer.WaitForSegment();
        Assert.Equal((flight[^1].Sequence, flight[^1].End), (probe.Sequence, probe.End));
        Assert.InRange(waited, 190, 210);

        // What the probe shows is sent again at once.
        peer.Wait(100);
        peer.Expected = flight[0].Sequence;
        peer.Sack(new SackBlock(probe.Sequence, probe.End));
        peer.Wait(30);
        Assert.Contains(peer.ReceiveAll(), segment => segment.Sequence == flight[0].Sequence);
    }

    [Trait("RFC", "2018")]
    [Fact]
    public void ReceiverThatThrowsAwayWhatItHasNamed_IsSentThatAgain()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        List<Segment> flight = SendFlight(peer, socket);
        peer.Expected = flight[0].Sequence;
        peer.Sack(new SackBlock(flight[1].Sequence, flight[9].End));
        peer.ReceiveAll();

        // RFC 2018, 8: the first is there, and of the others it knows nothing any more.
        peer.Expected = flight[1].Sequence;
        peer.Ack();
        HashSet<uint> again = [];
        for (int i = 0; i < 100 && again.Count < 9; i++)
        {
            peer.Wait(100);
            foreach (Segment segment in peer.ReceiveAll())
            {
                again.Add(segment.Sequence);
            }

            peer.Ack();
        }

        Assert.Superset(flight[1..].Select(static segment => segment.Sequence).ToHashSet(), again);
    }

    [Trait("RFC", "2018")]
    [Fact]
    public void SelectiveAcknowledgments_OfNothing_AreNotBelieved()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        List<Segment> flight = SendFlight(peer, socket);
        uint end = flight[^1].End;
        peer.Expected = flight[0].Sequence;
        for (int i = 0; i < 5; i++)
        {
            peer.Sack(new SackBlock(end, end + 1000), new SackBlock(end - 10, end - 20), new SackBlock(flight[0].Sequence - 5000, end + 5000), new SackBlock(5, 5));
        }

        Assert.DoesNotContain(peer.ReceiveAll(), segment => segment.Sequence == flight[0].Sequence);
        peer.Expected = end;
        peer.Ack();
        Assert.NotEmpty(peer.ReceiveAll());
    }

    [Trait("RFC", "6298")]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LongRoundTrip_IsLearnt_ThoughTheFirstSegmentsAreSentAgain(bool timestamps)
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, timestamps ? TcpPeer.AllOptions : TcpPeer.MssOnly);
        int sentAgain = 0;
        for (int i = 0; i < 20; i++)
        {
            socket.Send([1]);
            Segment first = peer.Receive();
            peer.Echo = first.Options.TsValue;
            uint echo = peer.Echo;
            peer.Wait(3000);
            sentAgain = i < 10 ? 0 : sentAgain + peer.ReceiveAll().Count;
            peer.ReceiveAll();
            (peer.Clock, peer.Echo) = (peer.Clock + 3000, echo);
            peer.Ack();
        }

        Assert.Equal(0, sentAgain);
    }

    [Trait("RFC", "7323")]
    [Fact]
    public void EchoOfATimeLongAgo_DoesNotMakeTimeoutsOfNothing()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.AllOptions);
        for (int i = 0; i < 3; i++)
        {
            socket.Send(TcpPeer.Bytes(100));
            peer.ReceiveAll();
            peer.Echo -= int.MaxValue / 2;
            peer.Ack();
        }

        // To a window that is closed it would be sent without an end.
        socket.Send(TcpPeer.Bytes(100));
        peer.ReceiveAll();
        peer.Window = 0;
        peer.Send(TcpFlags.Ack, acknowledgment: peer.Expected - 100);
        for (int i = 0; i < 20; i++)
        {
            peer.Wait(60_000);
            Assert.InRange(peer.ReceiveAll().Count, 0, 2);
        }
    }

    [Trait("RFC", "8985")]
    [Fact]
    public void SegmentThatComesLate_IsNotSentAgain_OnceReorderingIsKnown()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, TcpPeer.SackOnly);
        LearnRoundTrip(peer, socket, 80);
        List<Segment> flight = SendFlight(peer, socket);
        peer.Wait(80);

        // The second comes first, and then the first: nothing was lost (RFC 8985, 6.2 step 3).
        peer.Expected = flight[0].Sequence;
        peer.Sack(new SackBlock(flight[1].Sequence, flight[1].End));
        peer.Expected = flight[1].End;
        peer.Ack();
        peer.ReceiveAll();

        // From now on three that came earlier are not enough.
        peer.Expected = flight[2].Sequence;
        peer.Sack(new SackBlock(flight[3].Sequence, flight[6].End));
        Assert.DoesNotContain(peer.ReceiveAll(), segment => segment.Sequence == flight[2].Sequence);
        peer.Wait(25);
        Assert.Contains(peer.ReceiveAll(), segment => segment.Sequence == flight[2].Sequence);
    }

    [Trait("RFC", "6675")]
    [Fact]
    public void AllThatIsLost_IsSentAgainAsAcknowledgmentsComeIn()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        List<Segment> flight = SendFlight(peer, socket);
        peer.Expected = flight[0].Sequence;
        (Segment again, _) = peer.WaitForSegment(step: 10);
        Assert.Equal(flight[0].Sequence, again.Sequence);
        peer.AssertSilent();
        peer.Ack();
        Assert.Equal(flight[1..3].Select(static segment => segment.Sequence), peer.ReceiveAll().Select(static segment => segment.Sequence));
    }

    private static void LearnRoundTrip(TcpPeer peer, VnetSocket socket, double milliseconds)
    {
        for (int i = 0; i < 30; i++)
        {
            socket.Send([1]);
            peer.Receive();
            peer.Wait(milliseconds);
            peer.Ack();
        }
    }

    // Ten full segments, the initial window, and more behind them.
    private static List<Segment> SendFlight(TcpPeer peer, VnetSocket socket)
    {
        socket.SendBufferSize = 1 << 20;
        socket.Send(TcpPeer.Bytes(200_000));
        List<Segment> flight = peer.ReceiveAll();
        Assert.Equal(10, flight.Count);
        return flight;
    }
}
