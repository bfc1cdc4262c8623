namespace Vimage.Net;

/// <content>Fragments, packets with options, and what is neither of TCP nor UDP.</content>
public static partial class Pf
{
    internal static Mbuf? CheckOther(Mbuf packet, Ifnet @interface, PacketDirection direction)
    {
        PacketInfo info = PacketInfo.Read(packet.Span);
        if (info.IsFragment && direction == PacketDirection.In && V_pf_filter!.Ruleset.Reassembles)
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
            V_pf_status.TooShort++;
            packet.Free();
            return null;
        }

        if (!info.IsFragment && TryPassByState(packet, info, @interface, direction))
        {
            return packet;
        }

        return CheckRules(packet, info, @interface, direction);
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
        long now = @interface.Netisr.CoarseNow;
        PfStateKey key = PfStateKey.Of(info, @interface, direction);
        if (V_pf_states.Find(key, direction, now) is not { } state)
        {
            V_pf_status.StateMisses++;
            return info.IsIcmpError && TryPassError(packet, info, @interface, direction);
        }

        PfFilter filter = V_pf_filter!;
        if (filter.GivesWay(state, info.TcpFlags))
        {
            return false;
        }

        V_pf_status.StateMatches++;
        filter.Pass(packet, info.TcpFlags, state, direction, now);
        return true;
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
        if (V_pf_states.Find(key, direction, @interface.Netisr.CoarseNow) is not { } state)
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
