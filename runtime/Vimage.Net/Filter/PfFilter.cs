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

    /// <summary>Gets or sets what it goes by.</summary>
    internal PfCompiledRuleset Ruleset
    {
        get;
        set
        {
            if (field.Timeouts != value.Timeouts)
            {
                states.SetTimeouts(value.Timeouts);
            }

            field = value;
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

    // Most packets take a short way, on which nothing is called: what does not belong to it comes last, and has a method of its own.
    internal override Mbuf? CheckIn(Mbuf packet, Ifnet @interface)
    {
        ReadOnlySpan<byte> bytes = packet.Span;
        if (_letsSomeThrough || !PfFlow.IsPlainIpv4(bytes))
        {
            return Check(packet, @interface, PacketDirection.In, found: null);
        }

        PfState? state = PfFlow.SearchIpv4(states, bytes, PacketDirection.In);
        if (state is not { IsSteadyIn: true } || !TryCount(state, bytes, @interface.Netisr))
        {
            return Check(packet, @interface, PacketDirection.In, state);
        }

        packet.FilterState = state;
        return packet;
    }

    internal override Mbuf? CheckOut(Mbuf packet, Ifnet @interface)
    {
        // What is sent on as it came leaves by the state that those before it left by.
        bool isForwarded = (packet.Flags & MbufFlags.Forwarded) != 0;
        PfState? state = isForwarded ? packet.FilterState?.Onward : null;
        if (_letsSomeThrough || state is not { IsSteadyOut: true } || !TryCount(state, packet.Span, @interface.Netisr))
        {
            return Check(packet, @interface, PacketDirection.Out, state is { IsRemoved: true } ? null : state);
        }

        packet.FilterState = null;
        return packet;
    }

    // All that there is to be done for most packets.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryCount(PfState state, ReadOnlySpan<byte> packet, Netisr netisr)
    {
        if (!netisr.TryGetCoarseNow(out long now)
            || state.Deadline <= now
            || (state.IsTcp && (PfFlow.FlagsOf(packet) & PfState.TcpFlagsThatChange) != 0))
        {
            return false;
        }

        status.StateMatches++;
        state.Count(packet.Length, now);
        return true;
    }

    /// <param name="packet">The packet, which is taken.</param>
    /// <param name="interface">The interface that it crosses.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="found">Its state, if that has been found already.</param>
    private Mbuf? Check(Mbuf packet, Ifnet @interface, PacketDirection direction, PfState? found)
    {
        PfState? cameBy = packet.FilterState;
        packet.FilterState = null;
        if (_letsSomeThrough && (IsAnswering || Ruleset.Skips(@interface)))
        {
            return packet;
        }

        long now = @interface.Netisr.CoarseNow;
        PfState? state = states.Living(found ?? PfFlow.Search(states, packet.Span, @interface.Index, direction), now);
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
        else if (cameBy is not null && (packet.Flags & MbufFlags.Forwarded) != 0)
        {
            cameBy.LinkTo(state);
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
    internal void Pass(Mbuf packet, TcpFlags flags, PfState state, PacketDirection direction, long now)
    {
        if (state.Update(flags, packet.Length, direction, Ruleset.Timeouts, now))
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
