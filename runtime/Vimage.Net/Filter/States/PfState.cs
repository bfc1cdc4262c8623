using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <summary>A flow whose packets pass without a look at the rules. (FreeBSD: <c>struct pf_kstate</c>.)</summary>
internal sealed class PfState
{
    /// <summary>The flags of segments that may end or begin something.</summary>
    internal const TcpFlags TcpFlagsThatChange = TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst;

    private long _lifetime;
    private bool _hasFinFromStart;
    private bool _hasFinBack;

    internal PfState(in PfStateKey wire, in PfStateKey stack, Ifnet @interface, PacketDirection direction, PfCompiledRule? rule, PfTimeouts timeouts)
    {
        WireLink = new PfStateLink(wire, this);
        StackLink = new PfStateLink(stack, this);
        IsTranslated = wire != stack;
        Changes = IsTranslated || rule?.Rule.SetTos is not null;
        IsTcp = wire.Protocol == IpProtocol.Tcp;
        Interface = @interface.Name;
        Direction = direction;
        Rule = rule;
        SetTimeouts(timeouts);
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

    /// <summary>Gets a value indicating whether it is in the table no more.</summary>
    internal bool IsRemoved { get; private set; }

    /// <summary>Gets or sets the one before it in the <see cref="PfStateQueue"/> that it is in.</summary>
    internal PfState? Before { get; set; }

    /// <summary>Gets or sets the one after it there.</summary>
    internal PfState? After { get; set; }

    /// <summary>Gets or sets a value indicating whether it is in one.</summary>
    internal bool IsQueued { get; set; }

    internal bool IsTranslated { get; }

    /// <summary>Gets a value indicating whether its packets are not what they were when they have passed.</summary>
    internal bool Changes { get; }

    internal bool IsTcp { get; }

    /// <summary>
    /// Gets a value indicating whether a packet that comes in changes nothing of it, nor is changed, unless it has
    /// <see cref="TcpFlagsThatChange"/>: it is only to be counted.
    /// </summary>
    internal bool IsSteadyIn { get; private set; }

    /// <summary>Gets a value indicating the same of a packet that leaves.</summary>
    internal bool IsSteadyOut { get; private set; }

    /// <summary>Counts a packet; the state lasts on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Count(int length, long now)
    {
        Packets++;
        Bytes += length;
        Deadline = now + _lifetime;
    }

    /// <summary>Counts a packet, and takes from it how far the flow is.</summary>
    /// <returns>Whether that is further than before.</returns>
    internal bool Update(TcpFlags flags, int length, PacketDirection direction, PfTimeouts timeouts, long now)
    {
        PfPhase before = Phase;
        if (IsTcp)
        {
            UpdateTcp(flags, direction == Direction);
        }
        else if (direction != Direction)
        {
            Phase = PfPhase.Established;
        }

        bool isChanged = before != Phase;
        if (isChanged)
        {
            SetTimeouts(timeouts);
        }

        Count(length, now);
        return isChanged;
    }

    /// <summary>Lasts as long as timeouts say, after each packet from now on.</summary>
    internal void SetTimeouts(PfTimeouts timeouts)
    {
        const long NanosecondsPerTick = 100;
        _lifetime = Lifetime(timeouts).Ticks * NanosecondsPerTick;
        SetSteady();
    }

    /// <summary>Notes that it is in the table no more; its rule has what it has counted.</summary>
    internal void OnRemoved()
    {
        IsRemoved = true;
        SetSteady();
        Rule?.Count(Packets, Bytes);
    }

    /// <summary>
    /// Gets the state by which the packets leave that come in by this one and are sent on, once one has left. It may have gone since.
    /// (OpenBSD: <c>pf_state_key_link_reverse</c>.)
    /// </summary>
    internal PfState? Onward { get; private set; }

    /// <summary>Notes by which state a packet has left that has come in by this one.</summary>
    internal void LinkTo(PfState onward)
    {
        // An address of a link is another's on the next one.
        if (!Stack.Local.IsOfLink && !Stack.Remote.IsOfLink)
        {
            Onward = onward;
        }
    }

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

    private void SetSteady()
    {
        bool canBe = !Changes && !IsRemoved;
        bool isEstablished = Phase == PfPhase.Established;
        IsSteadyIn = canBe && (isEstablished || (!IsTcp && Direction == PacketDirection.In));
        IsSteadyOut = canBe && (isEstablished || (!IsTcp && Direction == PacketDirection.Out));
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
