namespace Vimage.Net;

/// <content>Packets without a state.</content>
public static partial class Pf
{
    // Takes the packet. (FreeBSD: pf_test_rule.)
    internal static Mbuf? CheckRules(Mbuf packet, PacketInfo seen, Ifnet @interface, PacketDirection direction)
    {
        PacketInfo info = seen;
        PfStateKey key = PfStateKey.Of(info, @interface, direction);
        PfStateKey translated = key;
        PfCompiledTranslation? translation = FindTranslation(new PfPacket(in info, @interface, direction));
        if (translation is not null)
        {
            if (!translation.TryTranslate(new PfPacket(in info, @interface, direction), key, V_pf_states, @interface.Netisr.Random, out translated))
            {
                V_pf_status.TranslationFailures++;
                packet.Free();
                return null;
            }

            info.Translate(isSource: direction == PacketDirection.Out, translated.Local, translated.LocalPort);
        }

        PfDecision decision = default;
        if (translation is not { IsPass: true })
        {
            V_pf_anchors[""].Evaluate(new PfPacket(in info, @interface, direction), ref decision);
        }

        PfRule? rule = decision.Rule?.Rule;
        if (rule is { IsLogged: true })
        {
            V_pf_log.Add(@interface, direction, info, decision.Rule!, @interface.Netisr.Time.GetUtcNow());
        }

        if (rule is { Action: not PfAction.Pass })
        {
            Block(packet, seen, @interface, direction, decision.Rule!);
            return null;
        }

        bool keepsState = translation is not null || (rule is { State: PfStatePolicy.Keep } && BeginsState(info));
        if (!keepsState)
        {
            PassWithoutState(packet, decision.Rule);
            return packet;
        }

        bool isIn = direction == PacketDirection.In;
        PfState state = new(isIn ? key : translated, isIn ? translated : key, @interface, direction, decision.Rule, V_pf_filter!.Ruleset.Timeouts);
        return TryBegin(packet, info, state, @interface, direction) ? packet : null;
    }

    private static PfCompiledTranslation? FindTranslation(in PfPacket packet)
    {
        ref readonly PacketInfo info = ref packet.Info;
        PfCompiledTranslation[] translations = V_pf_filter!.Ruleset.Translations;
        if (translations.Length == 0 || info.IsFragment || (info.IsIcmp && !info.IsEchoRequest))
        {
            return null;
        }

        foreach (PfCompiledTranslation each in translations)
        {
            if (each.Matches(packet))
            {
                return each;
            }
        }

        return null;
    }

    // Of ICMP only an echo is answered; errors belong to what they are about, and neighbours ask and answer by themselves.
    private static bool BeginsState(in PacketInfo info) => !info.IsFragment && (!info.IsIcmp || info.IsEchoRequest);

    private static void PassWithoutState(Mbuf packet, PfCompiledRule? rule)
    {
        rule?.Count(1, packet.Length);
        if (rule?.Rule.SetTos is { } tos)
        {
            PacketRewriter.SetTos(packet.Span, tos);
        }

        V_pf_status.PassedByRules++;
    }

    private static bool TryBegin(Mbuf packet, in PacketInfo info, PfState state, Ifnet @interface, PacketDirection direction)
    {
        if (!V_pf_states.TryAdd(state, V_pf_filter!.Ruleset.StateLimit))
        {
            V_pf_status.StateLimit++;
            packet.Free();
            return false;
        }

        if (!V_pf_purge.IsPending)
        {
            @interface.Netisr.Reset(V_pf_purge, s_purgeInterval);
        }

        if (state.Rule is { } rule)
        {
            rule.States++;
        }

        V_pf_filter!.Pass(packet, info.TcpFlags, state, direction, @interface.Netisr.CoarseNow);
        V_pf_status.PassedByRules++;
        return true;
    }

    // Takes the packet.
    private static void Block(Mbuf packet, in PacketInfo info, Ifnet @interface, PacketDirection direction, PfCompiledRule rule)
    {
        rule.Count(1, packet.Length);
        V_pf_status.Blocked++;
        if (rule.Rule.Action == PfAction.Drop)
        {
            packet.Free();
            return;
        }

        packet.ReceiveInterface ??= @interface;
        PfFilter filter = V_pf_filter!;
        filter.IsAnswering = true;
        try
        {
            Tell(packet, info);
        }
        finally
        {
            filter.IsAnswering = false;
        }
    }

    // (FreeBSD: pf_return.)
    private static void Tell(Mbuf packet, in PacketInfo info)
    {
        if (info.Protocol == IpProtocol.Tcp && info.HasPorts && !info.IsFragment)
        {
            SendReset(packet, info);
            packet.Free();
        }
        else if (info.IsIpv6)
        {
            Icmp6.SendError(packet, Icmp6Type.Unreachable, Icmp6Code.PortUnreachable);
        }
        else
        {
            Icmp.SendError(packet, IcmpType.Unreachable, IcmpCode.PortUnreachable);
        }
    }

    private static void SendReset(Mbuf packet, in PacketInfo info)
    {
        Ifnet @interface = packet.ReceiveInterface!;
        bool isRst = (info.TcpFlags & TcpFlags.Rst) != 0;
        bool isToMany = (packet.Flags & (MbufFlags.Broadcast | MbufFlags.Multicast)) != 0 || info.Destination.IsMulticast;
        TcpHeader tcp = new(packet.Span[info.Offset..]);
        int length = packet.Length - info.Offset;
        if (isRst || isToMany || length < TcpHeader.MinSize || tcp.HeaderLength > length || !Tcp.MayAnswer(@interface.Netisr))
        {
            return;
        }

        bool hasAck = (info.TcpFlags & TcpFlags.Ack) != 0;
        int numbers = length - tcp.HeaderLength
            + ((info.TcpFlags & TcpFlags.Syn) != 0 ? 1 : 0)
            + ((info.TcpFlags & TcpFlags.Fin) != 0 ? 1 : 0);
        ConnectionKey key = new(
            info.Destination.WithZone(@interface.Index), info.DestinationPort, info.Source.WithZone(@interface.Index), info.SourcePort);
        Tcp.Send(@interface.Netisr, key, packet.Fib, new TcpFields
        {
            Sequence = hasAck ? tcp.Acknowledgment : 0,
            Acknowledgment = hasAck ? 0 : tcp.Sequence + (uint)numbers,
            Flags = hasAck ? TcpFlags.Rst : TcpFlags.Rst | TcpFlags.Ack,
        });
    }
}
