using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>How connections come about (RFC 9293, 3.5), segment by segment.</summary>
[Trait("RFC", "9293")]
public sealed class TcpOpeningTests
{
    [Fact]
    public void FirstSegment_IsFreeBsds()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        Segment first = peer.Receive();
        Assert.Equal(TcpFlags.Syn, first.Flags);
        Assert.Equal(65535, first.Window);
        Assert.Equal(0u, first.Acknowledgment);
        Assert.True(first.DontFragment);

        // mss 1460, nop, wscale 6, sackOK, timestamps with no echo.
        byte[] options = first.OptionBytes;
        Assert.Equal(20, options.Length);
        Assert.Equal([2, 4, 0x05, 0xB4, 1, 3, 3, 6, 4, 2, 8, 10], options[..12]);
        Assert.Equal([0, 0, 0, 0], options[16..]);
    }

    [Fact]
    public void AnswerToAFirstSegment_IsFreeBsds()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn, options: TcpPeer.AllOptions);
        Segment answer = peer.Receive();
        Assert.Equal(TcpFlags.Syn | TcpFlags.Ack, answer.Flags);
        Assert.Equal(65535, answer.Window);
        Assert.Equal([2, 4, 0x05, 0xB4, 1, 3, 3, 6, 4, 2, 8, 10], answer.OptionBytes[..12]);
        Assert.Equal(1000u, answer.Options.TsEcho);
    }

    [Fact]
    public void Answer_OffersNothingThatWasNotOffered()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn);
        Assert.Equal([2, 4, 0x05, 0xB4], peer.Receive().OptionBytes);
    }

    [Fact]
    public void PeerThatNamesNoSegmentSize_GetsSmallOnes()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, default(TcpOptions));
        socket.Send(TcpPeer.Bytes(2000));
        Assert.Equal(536, peer.Receive().Data.Length);
    }

    [Fact]
    public void PeerThatAsksForTinySegments_DoesNotGetThem()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener, new TcpOptions { Mss = 1 });
        socket.Send(TcpPeer.Bytes(2000));
        Assert.Equal(216, peer.Receive().Data.Length);
    }

    [Fact]
    public void SimultaneousOpen_BecomesOneConnection()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        Segment first = peer.Receive();
        peer.RemotePort = first.SourcePort;

        // RFC 9293, figure 8.
        peer.Send(TcpFlags.Syn, options: TcpPeer.MssOnly);
        Assert.Equal(TcpState.SynReceived, socket.TcpState);
        Segment answer = peer.Receive();
        Assert.Equal(TcpFlags.Syn | TcpFlags.Ack, answer.Flags);
        Assert.Equal(first.Sequence, answer.Sequence);
        Assert.Equal(peer.Next, answer.Acknowledgment);
        peer.Send(TcpFlags.Syn | TcpFlags.Ack, sequence: peer.Next - 1, options: TcpPeer.MssOnly);
        Assert.Equal(TcpState.Established, socket.TcpState);
        peer.ReceiveAll();
        peer.SendData(100);
        Assert.Equal(100, socket.Available);
    }

    [Fact]
    public void SimultaneousOpen_EndsWithAnAcknowledgmentAlone()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        peer.RemotePort = peer.Receive().SourcePort;
        peer.Send(TcpFlags.Syn, options: TcpPeer.MssOnly);
        peer.Receive();
        peer.Ack();
        Assert.Equal(TcpState.Established, socket.TcpState);
    }

    [Fact]
    public void FirstSegment_IsSentAgain_EachTimeAfterTwiceAsLong_UntilTheTimeIsUp()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        uint sequence = peer.Receive().Sequence;
        foreach (int seconds in (int[])[1, 2, 4, 8, 16, 32])
        {
            (Segment again, double waited) = peer.WaitForSegment(step: 10);
            Assert.Equal((TcpFlags.Syn, sequence), (again.Flags, again.Sequence));
            Assert.InRange(waited, (seconds * 1000) - 10, (seconds * 1000) + 10);
        }

        peer.Wait(15_000);
        peer.AssertSilent();
        Assert.Equal(TcpState.Closed, socket.TcpState);
        Assert.Equal((int)SocketError.TimedOut, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error));
    }

    [Fact]
    public void Reset_RefusesTheConnection_OnlyIfItAcknowledgesTheFirstSegment()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        peer.RemotePort = peer.Receive().SourcePort;
        peer.Send(TcpFlags.Rst);
        peer.Send(TcpFlags.Rst | TcpFlags.Ack, acknowledgment: peer.Expected + 1);
        Assert.Equal(TcpState.SynSent, socket.TcpState);
        peer.Send(TcpFlags.Rst | TcpFlags.Ack);
        Assert.Equal(TcpState.Closed, socket.TcpState);
        Assert.Equal((int)SocketError.ConnectionRefused, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error));
        peer.AssertSilent();
    }

    [Fact]
    public void AcknowledgmentOfWhatWasNotSent_IsReset_AndTheAttemptGoesOn()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        peer.RemotePort = peer.Receive().SourcePort;
        uint wrong = peer.Expected + 12345;
        peer.Send(TcpFlags.Syn | TcpFlags.Ack, sequence: 77, acknowledgment: wrong);
        Segment reset = peer.Receive();
        Assert.Equal((TcpFlags.Rst, wrong), (reset.Flags, reset.Sequence));
        Assert.Equal(TcpState.SynSent, socket.TcpState);
    }

    [Fact]
    public void Answer_IsSentAgainThreeTimes_AndThenForgotten()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn);
        uint sequence = peer.Receive().Sequence;
        foreach (int seconds in (int[])[1, 2, 4])
        {
            (Segment again, double waited) = peer.WaitForSegment(step: 10);
            Assert.Equal((TcpFlags.Syn | TcpFlags.Ack, sequence), (again.Flags, again.Sequence));
            Assert.InRange(waited, (seconds * 1000) - 10, (seconds * 1000) + 10);
        }

        peer.Wait(100_000);
        peer.AssertSilent();
        Assert.Equal(0, Tcp.SynCache.Count);
    }

    [Fact]
    public void FirstSegmentThatComesTwice_IsAnsweredTheSame()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn, sequence: 500);
        peer.Wait(10);
        peer.Send(TcpFlags.Syn, sequence: 500);
        Assert.Equal(peer.Receive().Sequence, peer.Receive().Sequence);
    }

    [Fact]
    public void HalfOpenConnection_EndsWithItsReset_AndNoOther()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn);
        peer.Send(TcpFlags.Rst, sequence: peer.Next + 1);
        Assert.Equal(1, Tcp.SynCache.Count);
        peer.Send(TcpFlags.Rst, sequence: peer.Next);
        Assert.Equal(0, Tcp.SynCache.Count);
    }

    [Fact]
    public void WrongAcknowledgmentOfAnAnswer_IsReset_AndMakesNoConnection()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn);
        peer.Receive();
        peer.Send(TcpFlags.Ack, acknowledgment: peer.Expected + 1);
        Segment reset = peer.Receive();
        Assert.Equal((TcpFlags.Rst, peer.Expected + 1), (reset.Flags, reset.Sequence));
        Assert.False(listener.Poll(0, SelectMode.SelectRead));
        peer.Ack();
        Assert.True(listener.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public void DataThatCompletesTheHandshake_IsRead()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn);
        peer.Receive();
        peer.Send(TcpFlags.Ack | TcpFlags.Fin, "all"u8);
        using VnetSocket socket = listener.Accept();
        byte[] buffer = new byte[10];
        Assert.Equal(3, socket.Receive(buffer));
        Assert.Equal(0, socket.Receive(buffer));
    }

    [Fact]
    public void PortUnreachable_RefusesAnAttempt_AndOtherErrorsAreToldAtItsEnd()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket refused = peer.Begin();
        peer.Wire.InjectIcmp(IcmpType.Unreachable, IcmpCode.PortUnreachable, peer.Receive().Packet);
        Assert.Equal((int)SocketError.ConnectionRefused, refused.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error));

        using VnetSocket unreachable = peer.Begin();
        peer.Wire.InjectIcmp(IcmpType.Unreachable, IcmpCode.HostUnreachable, peer.Receive().Packet);
        Assert.Equal(TcpState.SynSent, unreachable.TcpState);
        peer.Wait(80_000);
        Assert.Equal((int)SocketError.HostUnreachable, unreachable.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error));
    }

    [Fact]
    public async Task AttemptThatIsCancelled_EndsWithItsSocket()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using CancellationTokenSource stop = new();
        using VnetSocket socket = new(SocketType.Stream, ProtocolType.Tcp);
        Task connecting = socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(TcpPeer.PeerAddress), peer.Port), stop.Token).AsTask();
        Assert.Equal(TcpFlags.Syn, peer.Receive().Flags);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.Throws<ObjectDisposedException>(() => socket.Available);
        peer.Wait(100_000);
        peer.AssertSilent();
        Assert.Empty(Tcp.Connections);
    }

    [Fact]
    public async Task AttemptWhoseSocketIsDisposed_Ends()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        VnetSocket socket = new(SocketType.Stream, ProtocolType.Tcp);
        Task connecting = socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(TcpPeer.PeerAddress), peer.Port)).AsTask();
        socket.Dispose();
        Assert.Equal(SocketError.OperationAborted, (await Assert.ThrowsAsync<SocketException>(() => connecting)).SocketErrorCode);
        Assert.Empty(Tcp.Connections);
    }

    [Fact]
    public void FailedAttempt_IsAnErrorToPollFor()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        peer.RemotePort = peer.Receive().SourcePort;
        Assert.False(socket.Poll(0, SelectMode.SelectError) || socket.Poll(0, SelectMode.SelectWrite));
        peer.Send(TcpFlags.Rst | TcpFlags.Ack);
        Assert.True(socket.Poll(0, SelectMode.SelectError) && socket.Poll(0, SelectMode.SelectWrite));
    }

    [Fact]
    public void ErrorThatQuotesAnotherSequenceNumber_IsNotBelieved()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        byte[] forged = peer.Receive().Packet;
        forged[IpHeader.MinSize + 5] ^= 0x10;
        peer.Wire.InjectIcmp(IcmpType.Unreachable, IcmpCode.PortUnreachable, forged);
        Assert.Equal(TcpState.SynSent, socket.TcpState);
    }

    [Trait("RFC", "6528")]
    [Fact]
    public void InitialSequenceNumbers_DifferByTheirEnds_AndGrowWithTime()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        TcpPeer other = new(stack, port: 5001, wire: peer.Wire);
        using VnetSocket listener = TcpPeer.Listen();
        uint first = Ask(peer);
        Assert.InRange(Math.Abs((int)(Ask(other) - first)), 100_000, int.MaxValue);
        peer.Wait(1000);

        // RFC 6528: a tick each 4 microseconds.
        Assert.Equal(250_000u, Ask(peer) - first);

        static uint Ask(TcpPeer from)
        {
            from.Send(TcpFlags.Syn);
            uint sequence = from.Receive().Sequence;
            from.Send(TcpFlags.Rst, sequence: from.Next);
            return sequence;
        }
    }

    [Fact]
    public void ListenersThatAreClosed_ResetWhatWasNotAccepted()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        VnetSocket listener = TcpPeer.Listen();
        peer.Send(TcpFlags.Syn);
        peer.Receive();
        peer.Ack();
        listener.Close();
        Segment reset = peer.Receive();
        Assert.Equal((TcpFlags.Rst | TcpFlags.Ack, peer.Expected), (reset.Flags, reset.Sequence));
        peer.Send(TcpFlags.Syn);
        Assert.True(peer.Receive().Has(TcpFlags.Rst));
    }

    [Fact]
    public void FullQueueOfConnections_TakesNoMore_UntilOneIsAccepted()
    {
        using TestStack stack = new();
        TcpPeer first = new(stack);
        using VnetSocket listener = TcpPeer.Listen(backlog: 2);
        TcpPeer[] peers = [first, .. Enumerable.Range(5001, 9).Select(port => new TcpPeer(stack, (ushort)port, first.Wire))];
        int answered = 0;
        foreach (TcpPeer peer in peers)
        {
            peer.Send(TcpFlags.Syn);
            if (peer.ReceiveAll().Count > 0)
            {
                answered++;
                peer.Ack();
            }
        }

        // (FreeBSD: one and a half times as many, and one.)
        Assert.Equal(4, answered);
        listener.Accept().Dispose();
        peers[^1].Send(TcpFlags.Syn, sequence: peers[^1].Next - 1);
        Assert.Equal(TcpFlags.Syn | TcpFlags.Ack, peers[^1].Receive().Flags);
    }

    [Fact]
    public void SegmentToAListenerFromItself_EndsThere()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        TcpFields land = new() { SourcePort = TcpPeer.OwnPort, DestinationPort = TcpPeer.OwnPort, Sequence = 1, Flags = TcpFlags.Syn, Window = 1000 };
        peer.Wire.InjectIp(Packets.Tcp(TcpPeer.OwnAddress, TcpPeer.OwnAddress, land, default, []));
        peer.Wait(100_000);
        Assert.False(listener.Poll(0, SelectMode.SelectRead));
        Assert.Empty(Tcp.Connections);
    }

    [Trait("RFC", "5681")]
    [Fact]
    public void FirstFlight_IsOneSegment_WhereTheFirstSegmentWasLost()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Begin();
        peer.RemotePort = peer.Receive().SourcePort;
        peer.WaitForSegment(step: 10);
        peer.Send(TcpFlags.Syn | TcpFlags.Ack, options: TcpPeer.MssOnly);
        peer.ReceiveAll();
        socket.Send(TcpPeer.Bytes(20_000));

        // RFC 5681, 3.1.
        Assert.Single(peer.ReceiveAll());
    }
}
