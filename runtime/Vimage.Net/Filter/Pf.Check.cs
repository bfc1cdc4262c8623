using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <content>The way of a packet of a known flow through the filter.</content>
public static partial class Pf
{
    /// <summary>Takes a packet, which begins with its IP header. (FreeBSD: <c>pf_test</c>.)</summary>
    /// <returns>The packet that goes on; <see langword="null"/> if none does.</returns>
    internal static Mbuf? Check(Mbuf packet, Ifnet @interface, PacketDirection direction)
    {
        var pf = INIT_VNET_PF(@interface.Vnet);
        PfState? cameBy = packet.FilterState;
        packet.FilterState = null;
        if (pf.V_pf_is_answering || pf.V_pf_ruleset!.Skips(@interface))
        {
            return packet;
        }

        // What is sent on as it came leaves by the state that those before it left by.
        long now = @interface.Netisr.CoarseNow;
        bool isForwarded = cameBy is not null && direction == PacketDirection.Out && (packet.Flags & MbufFlags.Forwarded) != 0;
        PfState? state = isForwarded ? cameBy!.Onward(now) : null;
        if (state is null)
        {
            state = PfFlow.FindState(pf.V_pf_states, packet.Span, @interface.Index, direction, now, out bool isPlain);
            if (!isPlain)
            {
                return CheckOther(packet, @interface, direction);
            }

            if (isForwarded && state is not null)
            {
                cameBy!.LinkTo(state);
            }
        }

        TcpFlags flags = state is { IsTcp: true } ? PfFlow.FlagsOf(packet.Span) : TcpFlags.None;
        if (state is null || GivesWay(state, flags))
        {
            pf.V_pf_status.StateMisses++;
            return CheckRules(packet, PacketInfo.Read(packet.Span), @interface, direction);
        }

        pf.V_pf_status.StateMatches++;
        Pass(packet, flags, state, direction, pf.V_pf_ruleset!.Timeouts, now);
        if (direction == PacketDirection.In)
        {
            packet.FilterState = state;
        }

        return packet;
    }

    // A segment may begin a connection anew whose last one is over.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool GivesWay(PfState state, TcpFlags flags)
    {
        if (state.Phase < PfPhase.FinWait || (flags & (TcpFlags.Syn | TcpFlags.Ack)) != TcpFlags.Syn)
        {
            return false;
        }

        V_pf_states.Remove(state);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(Mbuf packet, TcpFlags flags, PfState state, PacketDirection direction, PfTimeouts timeouts, long now)
    {
        if (state.Update(flags, packet.Length, direction, timeouts, now))
        {
            V_pf_states.OnPhaseChanged(state);
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
