using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Data that comes in, and who reads it.</content>
internal sealed partial class Tcpcb
{
    private readonly SackList _sacks = new();
    private ReassemblyQueue? _early;
    private uint? _finAt;
    private bool _isFinReceived;
    private bool _isReadShut;
    private bool _needsAck;
    private bool _echoesCongestion;
    private int _measuredBytes;
    private long _measuredSince;

    /// <summary>Takes bytes that have arrived.</summary>
    internal int Read(Span<byte> target, bool peeks)
    {
        if (peeks)
        {
            return _received.Peek(target);
        }

        int count = _received.Read(target);
        if (count > 0)
        {
            GrowReceiveSpace(count);
            TellWindow();
        }

        return count;
    }

    // RFC 9293, 3.10.7.4, "seventh" and "eighth". Returns whether the packet was kept.
    private bool TakeData(ref TcpSegment segment)
    {
        if (_usesEcn && segment.Packet.Length > 0)
        {
            // RFC 3168, 6.1.3: until the other end says that it has heard.
            _echoesCongestion = segment.IsCongestionExperienced || (_echoesCongestion && !segment.Has(TcpFlags.Cwr));
        }

        int known = Math.Max(0, (int)(RcvNxt - segment.Sequence));
        if (State is not (TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2))
        {
            _needsAck |= segment.Length > 0;
            return false;
        }

        if (IsClosed && segment.Packet.Length > known)
        {
            // RFC 9293, 3.6.1: nobody will ever read it.
            Tcp.Statistics.AfterClose++;
            Tcp.SendReset(segment);
            Drop(SocketError.ConnectionAborted);
            return false;
        }

        TakeUrgent(segment);
        if (segment.Has(TcpFlags.Fin))
        {
            uint end = segment.Sequence + (uint)segment.Packet.Length;
            if (SequenceNumber.IsBeforeOrAt(end, RcvAdv))
            {
                _finAt = end;
                _needsAck = true;
            }
        }

        bool isKept = segment.Packet.Length > 0 && TakeBytes(ref segment, known);
        if (_finAt == RcvNxt)
        {
            TakeFin();
        }

        return isKept;
    }

    private bool TakeBytes(ref TcpSegment segment, int known)
    {
        Mbuf packet = segment.Packet;
        int beyond = (int)(segment.Sequence + (uint)packet.Length - RcvAdv);
        if (beyond > 0)
        {
            Tcp.Statistics.AfterWindow++;
            packet.TrimTo(packet.Length - beyond);
            _finAt = null;
        }

        if (known >= packet.Length)
        {
            Tcp.Statistics.Duplicates++;
            _needsAck = true;
            return false;
        }

        packet.TrimFront(known);
        uint start = segment.Sequence + (uint)known;
        if (known > 0)
        {
            // RFC 2883, 4.2.1.
            Tcp.Statistics.PartialDuplicates++;
            NoteDuplicate(new SackBlock(segment.Sequence, start));
        }

        if (start == RcvNxt && _early is not { IsEmpty: false })
        {
            bool isLarge = packet.Length >= 2 * Mss;
            Append(packet);
            AcknowledgeLater(isLarge);
        }
        else
        {
            if (!TryKeepEarly(start, packet))
            {
                return false;
            }

            // RFC 5681, 4.2: the other end waits to hear of gaps, and of their end.
            _needsAck = true;
        }

        Readers.WakeOne(Netisr);
        return true;
    }

    private bool TryKeepEarly(uint start, Mbuf packet)
    {
        _early ??= new ReassemblyQueue();
        if (start != RcvNxt && _early.Count >= (ReceiveSpace / Mss) + Tcp.V_tcp_reass_maxqueuelen)
        {
            Tcp.Statistics.ReassemblyFull++;
            _needsAck = true;
            return false;
        }

        Tcp.Statistics.OutOfOrder++;
        uint end = start + (uint)packet.Length;
        if (_early.FindKnown(start, end) is { } known)
        {
            // RFC 2883, 4.1.2 and 4.2.2.
            bool isAll = known == new SackBlock(start, end);
            Tcp.Statistics.Duplicates += isAll ? 1 : 0;
            Tcp.Statistics.PartialDuplicates += isAll ? 0 : 1;
            NoteDuplicate(known);
        }

        SackBlock stretch = _early.Insert(start, packet);

        while (_early.TakeAt(RcvNxt) is { } next)
        {
            Append(next);
        }

        if (SequenceNumber.IsBefore(RcvNxt, stretch.Start))
        {
            _sacks.Add(stretch);
        }

        _sacks.Acknowledge(RcvNxt);
        return true;
    }

    private void Append(Mbuf packet)
    {
        uint start = RcvNxt;
        RcvNxt += (uint)packet.Length;
        TakeOutOfBand(start, packet);
        _measuredBytes += packet.Length;
        Tcp.Statistics.ReceivedBytes += packet.Length;
        if (_isReadShut)
        {
            packet.Free();
        }
        else
        {
            _received.Append(packet);
        }
    }

    // RFC 1122, 4.2.3.2: at least every second full segment, and within half a second.
    private void AcknowledgeLater(bool isLarge)
    {
        if (isLarge || !Tcp.V_tcp_delack_enabled || _deadlines[(int)TcpTimer.DelayedAck] != 0)
        {
            _needsAck = true;
        }
        else
        {
            Tcp.Statistics.DelayedAcks++;
            SetDeadline(TcpTimer.DelayedAck, Netisr.Now + TcpTime.FromMilliseconds(Tcp.V_tcp_delacktime));
        }
    }

    private void NoteDuplicate(in TcpSegment segment)
    {
        uint end = segment.Sequence + (uint)segment.Packet.Length;
        if (segment.Packet.Length > 0 && SequenceNumber.IsBeforeOrAt(end, RcvNxt))
        {
            // RFC 2883, 4.1.
            NoteDuplicate(new SackBlock(segment.Sequence, end));
        }
    }

    // The other end learns at once that it need not have sent that.
    private void NoteDuplicate(SackBlock known)
    {
        _needsAck = true;
        if (_sackPermitted)
        {
            _sacks.AddDuplicate(known);
        }
    }

    private void TakeFin()
    {
        RcvNxt++;
        _finAt = null;
        _isFinReceived = true;
        _needsAck = true;
        switch (State)
        {
            case TcpState.Established:
                State = TcpState.CloseWait;
                break;
            case TcpState.FinWait1:
                State = TcpState.Closing;
                break;
            case TcpState.FinWait2:
                EnterTimeWait();
                break;
        }

        Readers.WakeAll(Netisr);
    }

    // What was read within a round trip is what the buffer has to hold, and as much again. (FreeBSD: tcp_autorcvbuf.)
    private void GrowReceiveSpace(int count)
    {
        if (_receiveSpaceIsFixed || !Tcp.V_tcp_do_autorcvbuf || ReceiveSpace >= Tcp.V_tcp_autorcvbuf_max)
        {
            return;
        }

        long now = Netisr.Now;
        if (now - _measuredSince < Math.Max(_rtt.Smoothed, TcpTime.Millisecond / 10))
        {
            return;
        }

        if (_measuredBytes > ReceiveSpace / 2 || count > ReceiveSpace / 2)
        {
            TryReserve(SendSpace, Math.Min(Tcp.V_tcp_autorcvbuf_max, ReceiveSpace * 2));
        }

        _measuredBytes = 0;
        _measuredSince = now;
    }

    // RFC 9293, 3.8.6.2.2: not for every few bytes. (FreeBSD: tcp_output, "window update".)
    private void TellWindow()
    {
        if (State is not (TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2))
        {
            return;
        }

        int more = WindowToOffer() - RcvWnd;
        bool isMuch = more >= ReceiveSpace / 4 || RcvWnd <= ReceiveSpace / 8 || ReceiveSpace <= 8 * Mss;
        if ((more >= 2 * Mss && isMuch) || 2 * more >= ReceiveSpace)
        {
            SendAck();
        }
    }

    // Never less than was promised, and nothing rather than little.
    private int WindowToOffer()
    {
        int free = ReceiveSpace - _received.Count;
        if (free < Math.Min(ReceiveSpace / 4, Mss))
        {
            free = 0;
        }

        return Math.Min(Math.Max(free, RcvWnd), TcpHeader.MaxWindow << _rcvScale);
    }
}
