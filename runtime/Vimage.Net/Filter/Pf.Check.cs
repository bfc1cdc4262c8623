namespace Vimage.Net;

/// <content>The way of a packet through the filter.</content>
public static partial class Pf
{
    /// <summary>Takes a packet, which begins with its IP header. (FreeBSD: <c>pf_test</c>.)</summary>
    /// <returns>The packet that goes on; <see langword="null"/> if none does.</returns>
    internal static Mbuf? Check(Mbuf packet, Ifnet @interface, PacketDirection direction)
    {
        var pf = INIT_VNET_PF(@interface.Vnet);
        PfCompiledRuleset ruleset = pf.V_pf_ruleset!;
        if (pf.V_pf_is_answering || ruleset.Skips(@interface))
        {
            return packet;
        }

        PacketInfo info = PacketInfo.Read(packet.Span);
        if (info.IsFragment && direction == PacketDirection.In && ruleset.Reassembles)
        {
            if (Reassemble(packet, info.IsIpv6) is not { } whole)
            {
                return null;
            }

            packet = whole;
            info = PacketInfo.Read(packet.Span);
        }

        if (info.IsShort)
        {
            pf.V_pf_status.TooShort++;
            packet.Free();
            return null;
        }

        if (!info.IsFragment && TryPassByState(packet, info, @interface, direction))
        {
            pf.V_pf_status.Passed++;
            return packet;
        }

        return CheckRules(packet, info, @interface, direction) ? packet : null;
    }

    private static Mbuf? Reassemble(Mbuf packet, bool isIpv6)
    {
        if (!isIpv6)
        {
            return V_pf_frags.Add(packet);
        }

        Ifnet @interface = packet.ReceiveInterface!;
        ExtensionHeaders headers = new(packet.Span);
        while (headers.Next != IpProtocol.Fragment)
        {
            headers.Pass(packet.Span);
        }

        Ip6Header ip = new(packet.Span);
        return V_pf_frags6.Add(packet, headers, ip.Source.WithZone(@interface.Index), ip.Destination.WithZone(@interface.Index));
    }

    private static bool TryPassByState(Mbuf packet, in PacketInfo info, Ifnet @interface, PacketDirection direction)
    {
        var pf = INIT_VNET_PF(@interface.Vnet);
        PfStateTable states = pf.V_pf_states;
        pf.V_pf_status.StateSearches++;
        long now = @interface.Netisr.Now;
        PfStateKey key = PfStateKey.Of(info, @interface, direction);
        if (states.Find(key, direction, now) is not { } state)
        {
            return info.IsIcmpError && TryPassError(packet, info, @interface, direction);
        }

        if (info.Protocol == IpProtocol.Tcp && state.GivesWayTo(info))
        {
            states.Remove(state);
            return false;
        }

        pf.V_pf_status.StateMatches++;
        Pass(packet, info, state, @interface, direction);
        return true;
    }

    private static void Pass(Mbuf packet, in PacketInfo info, PfState state, Ifnet @interface, PacketDirection direction)
    {
        var pf = INIT_VNET_PF(@interface.Vnet);
        state.Update(info, packet.Length, direction, pf.V_pf_ruleset!.Timeouts, @interface.Netisr.Now);
        pf.V_pf_states.OnUpdated(state);
        if (state.IsTranslated)
        {
            PfStateKey key = direction == PacketDirection.In ? state.Stack : state.Wire;
            PacketRewriter.Rewrite(packet, info, isSource: direction == PacketDirection.Out, key.Local, key.LocalPort);
        }

        if (state.Rule?.Rule.SetTos is { } tos)
        {
            PacketRewriter.SetTos(packet.Span, tos);
        }
    }

    // What an error is about was sent the other way. (FreeBSD: pf_test_state_icmp.)
    private static bool TryPassError(Mbuf packet, in PacketInfo info, Ifnet @interface, PacketDirection direction)
    {
        PacketInfo quoted = PacketInfo.Read(packet.Span[(info.Offset + IcmpHeader.Size)..]);
        if (quoted.IsShort || quoted.IsLaterFragment || quoted.IsIpv6 != info.IsIpv6)
        {
            return false;
        }

        PacketDirection opposite = direction == PacketDirection.In ? PacketDirection.Out : PacketDirection.In;
        PfStateKey key = PfStateKey.Of(quoted, @interface, opposite);
        if (V_pf_states.Find(key, direction, @interface.Netisr.Now) is not { } state)
        {
            return false;
        }

        V_pf_status.StateMatches++;
        if (state.IsTranslated)
        {
            PfStateKey to = direction == PacketDirection.In ? state.Stack : state.Wire;
            PacketRewriter.RewriteError(packet, info, quoted, direction == PacketDirection.Out, key.Local, to.Local, to.LocalPort);
        }

        return true;
    }
}
