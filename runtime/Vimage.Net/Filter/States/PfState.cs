namespace Vimage.Net;

/// <summary>A flow whose packets pass without a look at the rules. (FreeBSD: <c>struct pf_kstate</c>.)</summary>
internal sealed class PfState
{
    private bool _hasFinFromStart;
    private bool _hasFinBack;

    internal PfState(in PfStateKey wire, in PfStateKey stack, Ifnet @interface, PacketDirection direction, PfCompiledRule? rule)
    {
        WireLink = new PfStateLink(wire, this);
        StackLink = new PfStateLink(stack, this);
        IsTranslated = wire != stack;
        Interface = @interface.Name;
        Direction = direction;
        Rule = rule;
        Unanswered = new LinkedListNode<PfState>(this);
    }

    /// <summary>Gets what its packets have on the link.</summary>
    internal ref readonly PfStateKey Wire => ref WireLink.Key;

    /// <summary>Gets what they have in the stack: another local end, where addresses are translated.</summary>
    internal ref readonly PfStateKey Stack => ref StackLink.Key;

    /// <summary>Gets its place in the index of the link's side.</summary>
    internal PfStateLink WireLink { get; }

    /// <summary>Gets its place in the index of the stack's side.</summary>
    internal PfStateLink StackLink { get; }

    /// <summary>Gets the name of the interface that it began at.</summary>
    internal string Interface { get; }

    /// <summary>Gets whether it began with a packet that came in.</summary>
    internal PacketDirection Direction { get; }

    /// <summary>Gets the rule that let it begin, if there was one.</summary>
    internal PfCompiledRule? Rule { get; }

    internal PfPhase Phase { get; private set; }

    /// <summary>Gets or sets when it is over, in nanoseconds of the domain.</summary>
    internal long Deadline { get; private set; }

    internal long Packets { get; private set; }

    internal long Bytes { get; private set; }

    /// <summary>Gets its place among those that have not been answered.</summary>
    internal LinkedListNode<PfState> Unanswered { get; }

    internal bool IsTranslated { get; }

    /// <summary>Counts a packet, and takes from it how far the flow is.</summary>
    internal void Update(in PacketInfo packet, int length, PacketDirection direction, PfTimeouts timeouts, long now)
    {
        Packets++;
        Bytes += length;
        Rule?.Count(length);
        bool isFromStart = direction == Direction;
        if (packet.Protocol == IpProtocol.Tcp)
        {
            UpdateTcp(packet.TcpFlags, isFromStart);
        }
        else if (!isFromStart)
        {
            Phase = PfPhase.Established;
        }

        const long NanosecondsPerTick = 100;
        Deadline = now + (Lifetime(timeouts).Ticks * NanosecondsPerTick);
    }

    /// <summary>Returns whether a segment begins a connection anew whose last one is over.</summary>
    internal bool GivesWayTo(in PacketInfo packet) =>
        Phase >= PfPhase.FinWait && (packet.TcpFlags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn;

    private void UpdateTcp(TcpFlags flags, bool isFromStart)
    {
        if ((flags & TcpFlags.Rst) != 0)
        {
            Phase = PfPhase.Closed;
            return;
        }

        bool isFin = (flags & TcpFlags.Fin) != 0;
        _hasFinFromStart |= isFin && isFromStart;
        _hasFinBack |= isFin && !isFromStart;
        if (Phase == PfPhase.Closed)
        {
            return;
        }

        if (_hasFinFromStart || _hasFinBack)
        {
            Phase = _hasFinFromStart && _hasFinBack ? PfPhase.FinWait : PfPhase.Closing;
        }
        else if (Phase == PfPhase.First && !isFromStart)
        {
            // Of a connection that was there before the state nobody sends SYN.
            Phase = (flags & TcpFlags.Syn) != 0 ? PfPhase.Opening : PfPhase.Established;
        }
        else if (Phase == PfPhase.Opening && isFromStart && (flags & TcpFlags.Syn) == 0)
        {
            Phase = PfPhase.Established;
        }
    }

    private TimeSpan Lifetime(PfTimeouts timeouts) => (Stack.Protocol, Phase) switch
    {
        (IpProtocol.Tcp, PfPhase.First) => timeouts.TcpFirst,
        (IpProtocol.Tcp, PfPhase.Opening) => timeouts.TcpOpening,
        (IpProtocol.Tcp, PfPhase.Established) => timeouts.TcpEstablished,
        (IpProtocol.Tcp, PfPhase.Closing) => timeouts.TcpClosing,
        (IpProtocol.Tcp, PfPhase.FinWait) => timeouts.TcpFinWait,
        (IpProtocol.Tcp, _) => timeouts.TcpClosed,
        (IpProtocol.Udp, PfPhase.First) => timeouts.UdpSingle,
        (IpProtocol.Udp, _) => timeouts.UdpMultiple,
        (IpProtocol.Icmp or IpProtocol.Icmp6, _) => timeouts.Icmp,
        (_, PfPhase.First) => timeouts.OtherSingle,
        _ => timeouts.OtherMultiple,
    };
}
