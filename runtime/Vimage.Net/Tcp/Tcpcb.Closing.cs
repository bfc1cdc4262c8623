using System.Net.Sockets;

namespace Vimage.Net;

/// <content>How a connection ends.</content>
internal sealed partial class Tcpcb
{
    /// <summary>Gets a value indicating whether the other end has all that was sent, the end of it too.</summary>
    internal bool IsDrained => State == TcpState.Closed || (_sendBuffer.Count == 0 && (!_isFinQueued || (_isFinSent && SndUna == SndNxt)));

    /// <summary>No more will be written: says so when all is sent. (FreeBSD: <c>tcp_usr_shutdown</c>.)</summary>
    internal void ShutDownWriting()
    {
        if (_isFinQueued || State == TcpState.Closed)
        {
            return;
        }

        _isFinQueued = true;
        State = State switch
        {
            TcpState.Established => TcpState.FinWait1,
            TcpState.CloseWait => TcpState.LastAck,
            _ => State,
        };
        Output();
        Writers.WakeAll(Netisr);
    }

    /// <summary>No more will be read: what comes is acknowledged and thrown away.</summary>
    internal void ShutDownReading()
    {
        _isReadShut = true;
        _received.Clear();
        Readers.WakeAll(Netisr);
    }

    /// <summary>Nobody uses it any more; what was written is still sent. (FreeBSD: <c>tcp_usr_close</c>.)</summary>
    /// <param name="isAbortive">Nor that: the other end is told that the connection is gone.</param>
    internal void Close(bool isAbortive)
    {
        if (IsClosed)
        {
            return;
        }

        IsClosed = true;
        if (Listening is { } queue)
        {
            queue.Close();
            Discard();
        }
        else if (State is TcpState.Closed or TcpState.SynSent)
        {
            Discard();
        }
        else if (isAbortive || _received.Count > 0 || State == TcpState.SynReceived)
        {
            // RFC 9293, 3.6.1: with data that nobody has read, the other end is not to think that all went well.
            Abort();
        }
        else
        {
            ShutDownWriting();
            if (State == TcpState.FinWait2)
            {
                SetDeadline(TcpTimer.TwoMsl, Netisr.Now + TcpTime.FromMilliseconds(Tcp.V_tcp_finwait2_timeout));
            }
        }

        WakeAll();
    }

    /// <summary>Ends it at once, and tells the other end.</summary>
    internal void Abort()
    {
        if (State is not (TcpState.Closed or TcpState.SynSent or TcpState.TimeWait or TcpState.Listen))
        {
            Tcp.Statistics.SentResets++;
            Tcp.Send(Netisr, Key, Fib, new TcpFields { Sequence = SndNxt, Acknowledgment = RcvNxt, Flags = TcpFlags.Rst | TcpFlags.Ack });
        }

        Discard();
    }

    /// <summary>Forgets it, and tells nobody but who waits for it. (FreeBSD: <c>tcp_close</c>.)</summary>
    internal void Discard()
    {
        if (IsConnected && Tcp.Connections.TryGetValue(Key, out Tcpcb? known) && ReferenceEquals(known, this))
        {
            Tcp.Connections.Remove(Key);
        }

        if (_isPortListed)
        {
            Tcp.Ports.Remove(this);
            _isPortListed = false;
        }

        State = TcpState.Closed;
        _deadlines = default;
        Netisr.Stop(_timer);
        FreeBuffers();
        if (IsClosed)
        {
            _received.Clear();
        }

        WakeAll();
    }

    // Ends it for a reason, which whoever uses it next is told. (FreeBSD: tcp_drop.)
    private void Drop(SocketError error)
    {
        Tcp.Statistics.Drops++;
        Tcp.Statistics.EmbryonicDrops += State < TcpState.Established ? 1 : 0;
        Error = error;
        Discard();
    }

    // What an acknowledgment of the last byte changes.
    private void FinishStates(long now)
    {
        if (!_isFinSent || SndUna != SndNxt)
        {
            return;
        }

        switch (State)
        {
            case TcpState.FinWait1:
                State = TcpState.FinWait2;
                if (IsClosed)
                {
                    SetDeadline(TcpTimer.TwoMsl, now + TcpTime.FromMilliseconds(Tcp.V_tcp_finwait2_timeout));
                }

                Writers.WakeAll(Netisr);
                break;
            case TcpState.Closing:
                EnterTimeWait();
                break;
            case TcpState.LastAck:
                Discard();
                break;
        }
    }

    private void EnterTimeWait()
    {
        long now = Netisr.Now;
        State = TcpState.TimeWait;
        _timeWaitSince = now;
        _deadlines = default;
        SetDeadline(TcpTimer.TwoMsl, now + (2 * TcpTime.FromMilliseconds(Tcp.V_tcp_msl)));
        FreeBuffers();
        WakeAll();
    }

    private void FreeBuffers()
    {
        _sendBuffer.Clear();
        _scoreboard.Clear();
        _early?.Clear();
        _sacks.Clear();
    }
}
