using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <summary>
/// The packet filter among the filters of a vnet, and the way through it of packets of known flows. It has at hand what each packet needs
/// of the vnet's state. (FreeBSD: <c>pf_test</c>.)
/// </summary>
internal sealed class PfFilter(PfStateTable states, PfStatistics status, PfCompiledRuleset ruleset) : PacketHook
{
    // Whether some packets are let through without a look at their states: one question for most, in place of three.
    private bool _letsSomeThrough = ruleset.SkipsSome;
    private PfTimeouts _timeouts = ruleset.Timeouts;

    /// <summary>Gets or sets what it goes by.</summary>
    internal PfCompiledRuleset Ruleset
    {
        get;
        set
        {
            field = value;
            _timeouts = value.Timeouts;
            _letsSomeThrough = IsAnswering || value.SkipsSome;
        }
    } = ruleset;

    /// <summary>Gets or sets a value indicating whether the filter itself tells the sender of a packet something: that is not filtered.</summary>
    internal bool IsAnswering
    {
        get;
        set
        {
            field = value;
            _letsSomeThrough = value || Ruleset.SkipsSome;
        }
    }

    internal override Mbuf? Check(Mbuf packet, Ifnet @interface, PacketDirection direction)
    {
        PfState? cameBy = packet.FilterState;
        packet.FilterState = null;
        if (_letsSomeThrough && (IsAnswering || Ruleset.Skips(@interface)))
        {
            return packet;
        }

        // What is sent on as it came leaves by the state that those before it left by.
        long now = @interface.Netisr.CoarseNow;
        bool isForwarded = cameBy is not null && direction == PacketDirection.Out && (packet.Flags & MbufFlags.Forwarded) != 0;
        PfState? state = isForwarded ? cameBy!.Onward(now) : null;
        if (state is null)
        {
            state = PfFlow.FindState(states, packet.Span, @interface.Index, direction, now);
            if (isForwarded && state is not null)
            {
                cameBy!.LinkTo(state);
            }
        }

        TcpFlags flags = state is { IsTcp: true } ? PfFlow.FlagsOf(packet.Span) : TcpFlags.None;
        if (state is null || GivesWay(state, flags))
        {
            return CheckStateless(packet, @interface, direction);
        }

        status.StateMatches++;
        Pass(packet, flags, state, direction, now);
        if (direction == PacketDirection.In)
        {
            packet.FilterState = state;
        }

        return packet;
    }

    private Mbuf? CheckStateless(Mbuf packet, Ifnet @interface, PacketDirection direction)
    {
        if (!PfFlow.IsPlain(packet.Span))
        {
            return Pf.CheckOther(packet, @interface, direction);
        }

        status.StateMisses++;
        return Pf.CheckRules(packet, PacketInfo.Read(packet.Span), @interface, direction);
    }

    /// <summary>Removes a state whose connection is over, for a segment that begins it anew.</summary>
    /// <returns>Whether it has.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool GivesWay(PfState state, TcpFlags flags)
    {
        if (state.Phase < PfPhase.FinWait || (flags & (TcpFlags.Syn | TcpFlags.Ack)) != TcpFlags.Syn)
        {
            return false;
        }

        states.Remove(state);
        return true;
    }

    /// <summary>Lets a packet pass by its state, which may change it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Pass(Mbuf packet, TcpFlags flags, PfState state, PacketDirection direction, long now)
    {
        if (state.Update(flags, packet.Length, direction, _timeouts, now))
        {
            states.OnPhaseChanged(state);
        }

        if (state.Changes)
        {
            Change(packet, state, direction);
        }
    }

    private static void Change(Mbuf packet, PfState state, PacketDirection direction)
    {
        if (state.IsTranslated)
        {
            ref readonly PfStateKey key = ref direction == PacketDirection.In ? ref state.Stack : ref state.Wire;
            PacketRewriter.Rewrite(packet, PacketInfo.Read(packet.Span), isSource: direction == PacketDirection.Out, key.Local, key.LocalPort);
        }

        if (state.Rule?.Rule.SetTos is { } tos)
        {
            PacketRewriter.SetTos(packet.Span, tos);
        }
    }
}
