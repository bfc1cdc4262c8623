using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Packets into the tunnel, and out of it.</content>
public sealed partial class Gif
{
    /// <summary>Receives an outer packet, which begins with its header, if it is of a tunnel. (FreeBSD: <c>in_gif_input</c>, <c>in6_gif_input</c>.)</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="outer">Its headers.</param>
    /// <param name="protocol">What it says that it carries.</param>
    /// <returns>Whether it was taken.</returns>
    internal static bool TryInput(Mbuf packet, in NetworkHeader outer, byte protocol)
    {
        if (Find(outer.Destination, outer.Source) is not { } gif)
        {
            return false;
        }

        if (!IsFromWhereItShould(packet, outer.Source))
        {
            gif.Drop(packet, IfDrop.InputNotForUs);
            return true;
        }

        packet.TrimFront(outer.Length);
        packet.Flags = MbufFlags.None;
        packet.Zone = 0;
        if (packet.Length < 1 || ProtocolOf(packet) != protocol || !TryMerge(packet, outer.TrafficClass))
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

        if (!Inet.IsOwn(_local)
            || Routing.Resolve(_remote, _local, (uint)(_remote.Folded ^ _local.Folded), out RouteTarget target) != SocketError.Success)
        {
            Drop(packet, IfDrop.OutputDown);
            return;
        }

        IpFields fields = new()
        {
            Source = _local,
            Destination = _remote,
            Protocol = ProtocolOf(packet),
            TimeToLive = (byte)(_remote.IsIpv4 ? V_ip_gif_ttl : V_ip6_gif_hlim),
            TypeOfService = EcnTunnel.Ingress(IpPacket.ReadPlain(packet.Span).TrafficClass),
        };
        packet.Flags = MbufFlags.None;
        packet.Tunnels++;
        Mbuf outer = packet.EnsureHeadroom(Inet.HeaderSize(_remote));
        if (Inet.Output(outer, fields, target) != SocketError.Success)
        {
            Counters.Count(IfDrop.OutputTooLong);
        }
    }

    private static byte ProtocolOf(Mbuf packet) => IpPacket.Version(packet.Span) == 6 ? IpProtocol.Ipv6 : IpProtocol.IpInIp;

    private protected override void Input(Mbuf packet) => InputIp(packet);

    private static Gif? Find(InAddress local, InAddress remote) =>
        V_gif_softc.TryGetValue((local, remote), out List<Gif>? same) ? same.Find(static each => each.IsUp) ?? same[0] : null;

    // Anyone can write the other end's address into a packet; it is believed where the way back to it leads. (FreeBSD: gif_validate4, gif_validate6.)
    private static bool IsFromWhereItShould(Mbuf packet, InAddress source) =>
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
