using System.Net.Sockets;

namespace Vimage.Net;

/// <content>What goes out, and when. (FreeBSD: <c>tcp_output</c>.)</content>
internal sealed partial class Tcpcb
{
    private const byte EcnCapable = 2;

    private bool _isFinQueued;
    private bool _isFinSent;
    private bool _wasWindowLimited;
    private bool _wasBufferLimited;
    private bool _owesCwr;
    private RouteTarget _route;
    private bool _hasRoute;
    private bool _sendsLarge;
    private int _synRetransmissions;
    private long _synSentAt;

    /// <summary>Takes bytes to send, as many as there is room for.</summary>
    internal int Write(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Clamp(SendRoom, 0, bytes.Length);
        _sendBuffer.Append(bytes[..count]);
        _wasBufferLimited |= count < bytes.Length || SendRoom == 0;
        if (State >= TcpState.Established)
        {
            Output();
        }

        return count;
    }

    /// <summary>Sends what may be sent now.</summary>
    private void Output()
    {
        if (State < TcpState.Established)
        {
            return;
        }

        long now = Netisr.Now;
        if (HasToSend)
        {
            FindRoute();
            bool any = Resend(now);
            any |= SendNew(now);
            if (!any && _needsAck)
            {
                SendAckByRoute(now);
            }
        }

        SetTransmissionTimers(now);
    }

    private bool HasToSend =>
        _needsAck || _scoreboard.Lost > _scoreboard.Retransmitting || (!_isFinSent && (SendEnd != SndNxt || _isFinQueued));

    private void FindRoute()
    {
        _hasRoute = Routing.Resolve(RemoteAddress, LocalAddress, Tcp.Flow(Key), Fib, out _route) == SocketError.Success;
        _sendsLarge = _hasRoute && Tcp.V_tcp_do_tso && _route.Interface.CarriesLargeSegments;
    }

    private bool Resend(long now)
    {
        bool any = false;
        while (_scoreboard.FindLost() is >= 0 and var index)
        {
            SentSegment segment = _scoreboard[index];
            int room = _congestion.Window - _scoreboard.Pipe;
            bool isFirst = index == 0 && _scoreboard.Retransmitting == 0;
            if (room < Math.Min(segment.Length, Mss) && !isFirst)
            {
                break;
            }

            ResendSegment(index, now, Math.Max(room, Mss));
            any = true;
        }

        return any;
    }

    // Sends one of the scoreboard's segments again, or what of it fits into one segment.
    private void ResendSegment(int index, long now, int limit)
    {
        SentSegment segment = _scoreboard[index];
        int most = LargestData(limit);
        int length = segment.Length;
        bool hasFin = _isFinSent && segment.End == SndNxt;
        int data = hasFin ? length - 1 : length;
        if (data > most)
        {
            data = most;
            hasFin = false;
        }

        uint end = segment.Start + (uint)data + (hasFin ? 1u : 0);
        _scoreboard.Resent(index, end, now);
        Tcp.Statistics.Retransmitted++;
        Tcp.Statistics.RetransmittedBytes += data;
        _reduction.Sent(data);
        SendData(segment.Start, data, hasFin ? TcpFlags.Fin : TcpFlags.None, now, isAgain: true);
    }

    private bool SendNew(long now)
    {
        bool any = false;
        while (!_isFinSent)
        {
            int unsent = (int)(SendEnd - SndNxt);
            bool isEnding = _isFinQueued;
            if (unsent == 0 && !isEnding)
            {
                break;
            }

            int room = _congestion.Window - _scoreboard.Pipe;
            int window = Math.Min(SndWnd - (int)(SndNxt - SndUna), room);
            int length = Math.Max(0, Math.Min(unsent, Math.Min(window, LargestData(window))));
            bool isLast = length == unsent;
            if (!isLast && length > Mss)
            {
                length -= length % Mss;
            }

            if (!MaySend(length, isLast, isEnding))
            {
                break;
            }

            bool hasFin = isLast && isEnding;
            SendNew(length, hasFin, now);
            any = true;
        }

        if (any)
        {
            // RFC 7661: a window that nobody fills says nothing of the path.
            int used = _congestion.IsInSlowStart ? 2 * _scoreboard.Pipe : _scoreboard.Pipe + Mss;
            _wasWindowLimited = used >= _congestion.Window;
        }

        return any;
    }

    private void SendNew(int length, bool hasFin, long now)
    {
        uint start = SndNxt;
        TcpFlags flags = hasFin ? TcpFlags.Fin : TcpFlags.None;
        if (length > 0 && start + (uint)length == SendEnd)
        {
            flags |= TcpFlags.Psh;
        }

        if (_owesCwr && length > 0)
        {
            flags |= TcpFlags.Cwr;
            _owesCwr = false;
        }

        SndNxt += (uint)length + (hasFin ? 1u : 0);
        _isFinSent |= hasFin;
        _scoreboard.Sent(start, SndNxt, now);
        _reduction.Sent(length);
        Tcp.Statistics.SentBytes += length;
        SendData(start, length, flags, now);
    }

    // Nagle, and the sender's side of the silly window (RFC 9293, 3.7.4, 3.8.6.2.1).
    private bool MaySend(int length, bool isLast, bool isEnding)
    {
        if (length >= Mss - SackSize())
        {
            return true;
        }

        if (isLast)
        {
            return length > 0 ? NoDelay || isEnding || SndNxt == SndUna : isEnding;
        }

        return length > 0 && length >= MaxSndWnd / 2;
    }

    // How much data one packet takes: what the link does, and of a link that takes more at once, full segments of it.
    private int LargestData(int wanted)
    {
        int segment = Mss - SackSize();
        if (wanted <= segment || !_sendsLarge)
        {
            return segment;
        }

        const int Most = IpHeader.MaxPacket - IpHeader.MaxSize - TcpHeader.MinSize - TcpHeader.MaxOptions;
        return Most / segment * segment;
    }

    private int SackSize() => _sacks.IsEmpty ? 0 : TcpHeader.MaxOptions - (_usesTimestamps ? TimestampsSize : 0);

    private void SendSyn()
    {
        long now = Netisr.Now;
        bool isAnswer = State == TcpState.SynReceived;
        TcpFlags flags = isAnswer ? TcpFlags.Syn | TcpFlags.Ack : TcpFlags.Syn;
        if (!isAnswer && Tcp.V_tcp_do_ecn == 1 && _synRetransmissions == 0)
        {
            flags |= TcpFlags.Ece | TcpFlags.Cwr;
        }

        SndNxt = Iss + 1;
        _synSentAt = now;
        TcpOptions options = new()
        {
            Mss = (ushort)Tcp.MssTo(Key, Fib),
            WindowScale = _requestedScale,
            SackPermitted = isAnswer ? _sackPermitted : Tcp.V_tcp_do_sack,
            HasTimestamps = isAnswer ? _usesTimestamps : Tcp.V_tcp_do_rfc1323,
            TsValue = Timestamp(now),
            TsEcho = isAnswer ? _tsRecent : 0,
        };
        int window = Math.Min(TcpHeader.MaxWindow, ReceiveSpace);
        RcvAdv = RcvNxt + (uint)window;
        _needsAck = false;
        Tcp.Send(Netisr, Key, Fib, new TcpFields { Sequence = Iss, Acknowledgment = isAnswer ? RcvNxt : 0, Flags = flags, Window = (ushort)window }, options);
        SetDeadline(TcpTimer.Retransmit, now + RetransmissionTimeout());
    }

    private void SendAck()
    {
        FindRoute();
        SendAckByRoute(Netisr.Now);
    }

    private void SendAckByRoute(long now)
    {
        Tcp.Statistics.SentAcks++;
        SendData(SndNxt, 0, TcpFlags.None, now);
    }

    // A sequence number that has been acknowledged: the other end answers with what it has and takes.
    private void SendProbe()
    {
        FindRoute();
        SendData(SndUna - 1, 0, TcpFlags.None, Netisr.Now);
    }

    private void SendData(uint start, int length, TcpFlags flags, long now, bool isAgain = false)
    {
        if (!_hasRoute)
        {
            // As if it were lost: the route may come back before the connection is given up.
            Inet.CountNoRoute(RemoteAddress);
            return;
        }

        TcpOptions options = new()
        {
            HasTimestamps = _usesTimestamps,
            TsValue = Timestamp(now),
            TsEcho = _tsRecent,
        };
        if (!_sacks.IsEmpty && _sackPermitted)
        {
            _sacks.WriteTo(ref options);
        }

        Span<byte> room = stackalloc byte[TcpHeader.MaxOptions];
        ReadOnlySpan<byte> optionBytes = room[..options.Write(room)];
        int headerLength = TcpHeader.MinSize + optionBytes.Length;
        Mbuf packet = Netisr.Pool.Get(headerLength + length);
        packet.PriorityCodePoint = PriorityCodePoint;
        Span<byte> segment = packet.Append(headerLength + length);
        optionBytes.CopyTo(segment[TcpHeader.MinSize..]);
        if (length > 0)
        {
            _sendBuffer.CopyTo((int)(start - _sendStart), segment[headerLength..]);
        }

        WriteHeader(segment, start, flags | TcpFlags.Ack, headerLength);
        int full = Mss + (_usesTimestamps ? TimestampsSize : 0) - optionBytes.Length;
        packet.SegmentSize = length > full ? full : 0;
        if (_route.Interface.SparesChecksums)
        {
            packet.Flags |= MbufFlags.NoTcpChecksum;
        }
        else
        {
            new TcpHeader(segment).WriteChecksum(LocalAddress, RemoteAddress);
        }

        Tcp.Statistics.Sent++;
        SocketError error = Inet.Output(
            packet,
            new IpFields
            {
                Source = LocalAddress,
                Destination = RemoteAddress,
                Protocol = IpProtocol.Tcp,
                TimeToLive = (byte)(TimeToLive ?? Inet.DefaultTimeToLive(RemoteAddress)),

                // RFC 3168, 6.1.5: not of what is sent again.
                TypeOfService = (byte)(TypeOfService | (_usesEcn && length > 0 && !isAgain ? EcnCapable : 0)),
                DontFragment = Tcp.V_path_mtu_discovery && !_isBlackHoleSuspected,
            },
            _route);
        if (error == SocketError.MessageSize)
        {
            // The route leads over a smaller link now.
            LowerMss(Tcp.MssOf(_route.Interface, RemoteAddress));
        }
    }

    private void WriteHeader(Span<byte> segment, uint start, TcpFlags flags, int headerLength)
    {
        int window = WindowToOffer() >> _rcvScale;
        RcvAdv = SequenceNumber.Later(RcvAdv, RcvNxt + (uint)(window << _rcvScale));
        _needsAck = false;
        _lastAckSent = RcvNxt;
        SetDeadline(TcpTimer.DelayedAck, 0);
        bool isUrgent = SequenceNumber.IsBefore(start, SndUp);
        if (_echoesCongestion)
        {
            flags |= TcpFlags.Ece;
        }

        TcpHeader tcp = new(segment);
        tcp.Write(
            new TcpFields
            {
                SourcePort = LocalPort,
                DestinationPort = RemotePort,
                Sequence = start,
                Acknowledgment = RcvNxt,
                Flags = isUrgent ? flags | TcpFlags.Urg : flags,
                Window = (ushort)window,
                UrgentPointer = isUrgent ? (ushort)Math.Min(ushort.MaxValue, SndUp - start) : (ushort)0,
            },
            headerLength);
    }
}
