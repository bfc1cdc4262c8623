using System.Net.Sockets;

namespace Vimage.Net;

/// <content>How a connection comes about.</content>
internal sealed partial class Tcpcb
{
    // How many ports are tried before all are taken to be in use.
    private const int PortTries = 16384;
    private const int FirstFreePort = 49152;

    private bool _isPortListed;

    /// <summary>Gives it a port and an address before it connects or listens.</summary>
    internal SocketError Bind(InAddress address, ushort port)
    {
        SocketError error = Tcp.Ports.Bind(this, address, port);
        _isPortListed = error == SocketError.Success;
        return error;
    }

    /// <summary>Lets others connect. (FreeBSD: <c>tcp_usr_listen</c>.)</summary>
    internal SocketError Listen(int backlog)
    {
        if (Listening is { } queue)
        {
            queue.Backlog = backlog;
            return SocketError.Success;
        }

        if (State != TcpState.Closed || IsConnected)
        {
            return SocketError.IsConnected;
        }

        SocketError error = _isPortListed ? SocketError.Success : Bind(LocalAddress, 0);
        if (error == SocketError.Success && Tcp.Ports.WithPort(LocalPort).Any(other => other.Listening is not null && (other.LocalAddress == LocalAddress)))
        {
            error = SocketError.AddressAlreadyInUse;
        }

        if (error == SocketError.Success)
        {
            State = TcpState.Listen;
            Listening = new AcceptQueue(this, backlog);
        }

        return error;
    }

    /// <summary>Asks for a connection. (FreeBSD: <c>tcp_usr_connect</c>.)</summary>
    internal SocketError Connect(InAddress address, ushort port)
    {
        if (State != TcpState.Closed || IsConnected)
        {
            return IsConnecting ? SocketError.AlreadyInProgress : SocketError.IsConnected;
        }

        SocketError error = Routing.Resolve(address, LocalAddress, (uint)address.Folded ^ port, Fib, out RouteTarget target);
        if (error != SocketError.Success)
        {
            return error;
        }

        if (target.IsBroadcast || address.IsMulticast || port == 0)
        {
            return SocketError.AddressNotAvailable;
        }

        LocalAddress = LocalAddress.IsAny ? target.Source : LocalAddress;
        (RemoteAddress, RemotePort) = (address, port);
        if (!TryTakeKey())
        {
            (RemoteAddress, RemotePort) = (InAddress.Any, 0);
            return _isPortListed ? SocketError.AddressAlreadyInUse : SocketError.AddressNotAvailable;
        }

        IsConnected = true;
        Begin(Tcp.InitialSequence.Next(Key));
        State = TcpState.SynSent;
        Tcp.Statistics.ConnectionAttempts++;
        _requestedScale = Tcp.V_tcp_do_rfc1323 ? Tcp.WindowScale() : null;
        Mss = Tcp.MssOf(target.Interface, address);
        SetDeadline(TcpTimer.Keep, Netisr.Now + TcpTime.FromMilliseconds(Tcp.V_tcp_keepinit));
        SendSyn();
        return SocketError.Success;
    }

    /// <summary>Makes the connection that a half-open one has become.</summary>
    /// <exception cref="VnetQuotaException">The vnet has as many buffers as it may.</exception>
    internal static Tcpcb Accept(SynCacheEntry entry)
    {
        Tcpcb listener = entry.Queue.Listener;
        Tcpcb pcb = new(listener.Vnet, listener.Netisr, listener.Family)
        {
            LocalAddress = entry.Key.LocalAddress,
            LocalPort = entry.Key.LocalPort,
            RemoteAddress = entry.Key.RemoteAddress,
            RemotePort = entry.Key.RemotePort,
            IsConnected = true,
            TimeToLive = listener.TimeToLive,
            TypeOfService = listener.TypeOfService,
            Fib = listener.Fib,
            PriorityCodePoint = listener.PriorityCodePoint,
            NoDelay = listener.NoDelay,
            KeepAlive = listener.KeepAlive,
            KeepIdle = listener.KeepIdle,
            KeepInterval = listener.KeepInterval,
            KeepCount = listener.KeepCount,
            OutOfBandInline = listener.OutOfBandInline,
            _sendSpaceIsFixed = listener._sendSpaceIsFixed,
            _receiveSpaceIsFixed = listener._receiveSpaceIsFixed,
        };
        pcb.Reserve(listener.SendSpace, listener.ReceiveSpace);
        Tcp.Connections[pcb.Key] = pcb;
        pcb.Begin(entry.Iss);
        pcb.SndUna = entry.Iss + 1;
        pcb.SndNxt = entry.Iss + 1;
        pcb._synRetransmissions = entry.Retransmissions;
        pcb._requestedScale = entry.PeerScale is null ? null : Tcp.WindowScale();
        pcb.Agree(entry.Irs, entry.PeerMss, entry.PeerScale, entry.SackPermitted, entry.UsesTimestamps, entry.TsRecent, entry.UsesEcn);
        pcb.RcvAdv = pcb.RcvNxt + entry.Queue.FirstWindow;
        pcb.SndWnd = entry.Window;
        pcb.SndWl1 = entry.Irs;
        pcb.SndWl2 = entry.Iss + 1;
        if (entry.SentAt > 0 && entry.Retransmissions == 0)
        {
            pcb._rtt.Add(pcb.Netisr.Now - entry.SentAt);
        }

        pcb.Establish();
        return pcb;
    }

    /// <summary>
    /// Returns whether a segment begins a new connection between the same ends, while this one has only its wait left (RFC 9293, 3.6.1;
    /// RFC 6191). It is then gone.
    /// </summary>
    internal bool GivesWayTo(in TcpSegment segment)
    {
        if (State != TcpState.TimeWait || !segment.Has(TcpFlags.Syn) || segment.Has(TcpFlags.Ack) || segment.Has(TcpFlags.Rst))
        {
            return false;
        }

        bool isNewer = SequenceNumber.IsBefore(RcvNxt, segment.Sequence)
            || (_usesTimestamps && segment.Options.HasTimestamps && SequenceNumber.IsBefore(_tsRecent, segment.Options.TsValue));
        if (isNewer)
        {
            Discard();
        }

        return isNewer;
    }

    // The own ends, unless they were chosen, so that no other connection has both of them.
    private bool TryTakeKey()
    {
        if (LocalPort != 0)
        {
            return TryTake(Key);
        }

        int first = Netisr.Random.Next(PortTries);
        for (int i = 0; i < PortTries; i++)
        {
            ushort port = (ushort)(FirstFreePort + ((first + i) % PortTries));
            if (Tcp.Ports.WithPort(port).Count == 0 && TryTake(Key with { LocalPort = port }))
            {
                LocalPort = port;
                return true;
            }
        }

        return false;
    }

    // RFC 6191: with timestamps a second is enough to tell the segments of one connection from those of the next.
    private bool TryTake(ConnectionKey key)
    {
        if (Tcp.Connections.TryGetValue(key, out Tcpcb? other))
        {
            if (other.State != TcpState.TimeWait || !other._usesTimestamps || Netisr.Now - other._timeWaitSince < TcpTime.Second)
            {
                return false;
            }

            other.Discard();
        }

        Tcp.Connections.Add(key, this);
        return true;
    }

    private void Begin(uint iss)
    {
        Iss = iss;
        SndUna = iss;
        SndNxt = iss;
        SndUp = iss;
        _sendStart = iss + 1;
        _congestion = CongestionControl.Create(Tcp.V_tcp_cc_algo);
        _tsOffset = Tcp.InitialSequence.TimestampOffset(Key);
    }

    // Both first segments are known now.
    private void Agree(uint irs, int peerMss, int? peerScale, bool sacks, bool usesTimestamps, uint tsRecent, bool usesEcn)
    {
        Irs = irs;
        RcvNxt = irs + 1;
        RcvUp = irs;
        RcvAdv = RcvNxt;
        _lastAckSent = RcvNxt;
        _sackPermitted = sacks;
        _usesTimestamps = usesTimestamps;
        _usesEcn = usesEcn;
        _tsRecent = tsRecent;
        _tsRecentAt = Netisr.Now;
        bool scales = peerScale is not null && _requestedScale is not null;
        _sndScale = scales ? peerScale!.Value : 0;
        _rcvScale = scales ? _requestedScale!.Value : 0;
        int options = usesTimestamps ? TimestampsSize : 0;
        Mss = Math.Max(Tcp.V_tcp_minmss, Math.Min(Tcp.MssTo(Key, Fib), peerMss)) - options;
        _congestion.Window = InitialWindow();
    }

    // RFC 6928, 2; RFC 5681, 3.1.
    private int InitialWindow()
    {
        const int EthernetMss = 1460;
        if (_synRetransmissions > 0)
        {
            return Mss;
        }

        int segments = Tcp.V_tcp_initcwnd_segments;
        return Math.Min(segments * Mss, Math.Max(2 * Mss, segments * EthernetMss));
    }

    private void Establish()
    {
        State = _isFinQueued ? TcpState.FinWait1 : TcpState.Established;
        _rtt.EndBackOff();
        Tcp.Statistics.Connects++;
        Touch();
        Writers.WakeAll(Netisr);
    }
}
