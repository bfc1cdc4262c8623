using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Packets into the tunnel, and out of it.</content>
public sealed partial class Gif
{
    /// <summary>Receives an outer packet, which begins with its header, if it is of a tunnel. (FreeBSD: <c>in_gif_input</c>.)</summary>
    /// <returns>Whether it was taken.</returns>
    internal static bool TryInput(Mbuf packet)
    {
        IpHeader outer = new(packet.Span);
        if (Find(outer.Destination, outer.Source) is not { } gif)
        {
            return false;
        }

        if (!IsFromWhereItShould(packet, outer.Source))
        {
            gif.Drop(packet, IfDrop.InputNotForUs);
            return true;
        }

        byte service = outer.TypeOfService;
        packet.TrimFront(outer.HeaderLength);
        packet.Flags = MbufFlags.None;
        if (packet.Length < 1 || !TryMerge(packet, service))
        {
            gif.Drop(packet, IfDrop.InputMalformed);
            return true;
        }

        gif.Netisr.Schedule(gif, packet);
        return true;
    }

    internal override void Transmit(Mbuf packet)
    {
        if (packet.Tunnels >= V_max_gif_nesting)
        {
            Drop(packet, IfDrop.OutputNested);
            return;
        }

        if (!Ip.V_in_ifaddrhash.ContainsKey(_local)
            || Routing.Resolve(_remote, _local, _remote ^ _local, out RouteTarget target) != SocketError.Success)
        {
            Drop(packet, IfDrop.OutputDown);
            return;
        }

        IpFields fields = new()
        {
            Source = _local,
            Destination = _remote,
            Protocol = IpProtocol.IpInIp,
            TimeToLive = (byte)V_ip_gif_ttl,
            TypeOfService = EcnTunnel.Ingress(IpPacket.ReadPlain(packet.Span).TrafficClass),
        };
        packet.Flags = MbufFlags.None;
        packet.Tunnels++;
        Mbuf outer = packet.EnsureHeadroom(IpHeader.MinSize);
        if (Ip.Output(outer, fields, target) != SocketError.Success)
        {
            Counters.Count(IfDrop.OutputTooLong);
        }
    }

    private protected override void Input(Mbuf packet) => InputIp(packet);

    private static Gif? Find(uint local, uint remote) =>
        V_gif_softc.TryGetValue((local, remote), out List<Gif>? same) ? same.Find(static each => each.IsUp) ?? same[0] : null;

    // Anyone can write the other end's address into a packet; it is believed where the way back to it leads. (FreeBSD: gif_validate4.)
    private static bool IsFromWhereItShould(Mbuf packet, uint source) =>
        (packet.ReceiveInterface!.Flags & IfFlags.Loopback) != 0
        || (Routing.Lookup(source, 0, packet.Fib) is { Interface: { } back } && back == packet.ReceiveInterface);

    private static bool TryMerge(Mbuf packet, byte outer) => IpPacket.Version(packet.Span) switch
    {
        4 => TryMergeIpv4(packet, outer),
        6 => TryMergeIpv6(packet, outer),
        _ => false,
    };

    private static bool TryMergeIpv6(Mbuf packet, byte outer)
    {
        if (packet.Length < Ip6Header.Size)
        {
            return false;
        }

        Ip6Header inner = new(packet.Span);
        if (!EcnTunnel.TryEgress(outer, inner.TrafficClass, out byte merged))
        {
            return false;
        }

        inner.TrafficClass = merged;
        return true;
    }

    private static bool TryMergeIpv4(Mbuf packet, byte outer)
    {
        if (packet.Length < IpHeader.MinSize)
        {
            return false;
        }

        IpHeader inner = new(packet.Span);
        if (!EcnTunnel.TryEgress(outer, inner.TypeOfService, out byte merged))
        {
            return false;
        }

        inner.ChangeTypeOfService(merged);
        return true;
    }
}
