using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>ICMPv6 (RFC 4443) in the current vnet. (FreeBSD: <c>icmp6.c</c>.)</summary>
[VnetModule("icmp6", DependsOn = ["ip6"])]
public static partial class Icmp6
{
    /// <summary>How many errors are sent in a second; 0 for as many as there are.</summary>
    [Virtualized(Name = "net.inet6.icmp6.errppslimit")] private static int icmp6errppslim = 100;

    /// <summary>Follow redirects.</summary>
    [Virtualized(Name = "net.inet6.icmp6.rediraccept")] private static bool icmp6_rediraccept = true;

    [Virtualized] private static readonly Icmp6Statistics icmp6stat = new();

    // The second that is counted, and how many errors were sent in it.
    [Virtualized] private static long icmp6errppslim_second;
    [Virtualized] private static int icmp6errppslim_count;

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static Icmp6Statistics Statistics => V_icmp6stat;

    internal static bool FollowsRedirects => V_icmp6_rediraccept;

    /// <summary>Receives a message, with the headers before it. (FreeBSD: <c>icmp6_input</c>.)</summary>
    internal static void Input(Mbuf packet, in NetworkHeader ip)
    {
        Span<byte> message = packet.Span[ip.Length..];
        if (message.Length < Icmp6Header.Size)
        {
            V_icmp6stat.TooShort++;
            packet.Free();
            return;
        }

        if ((packet.Flags & MbufFlags.DataChecksumValid) == 0
            && InternetChecksum.Of(message, InternetChecksum.PseudoHeader(ip.Source, ip.Destination, IpProtocol.Icmp6, message.Length)) != 0)
        {
            V_icmp6stat.BadChecksum++;
            packet.Free();
            return;
        }

        Icmp6Header header = new(message);
        switch (header.Type)
        {
            case Icmp6Type.Echo:
                Reflect(packet, ip);
                return;
            case Icmp6Type.EchoReply:
                break;
            case <= Icmp6Type.LastError:
                Notify(packet, header);
                break;
            case >= Icmp6Type.ListenerQuery and <= Icmp6Type.ListenerDone or Icmp6Type.ListenerReport2:
                Mld.Input(packet, ip, message);
                break;
            case >= Icmp6Type.RouterSolicitation and <= Icmp6Type.Redirect:
                Nd6.Input(packet, ip, message);
                break;
            default:
                V_icmp6stat.UnknownType++;
                break;
        }

        packet.Free();
    }

    // (FreeBSD: icmp6_reflect.)
    private static void Reflect(Mbuf packet, in NetworkHeader ip)
    {
        InAddress from = ip.Destination.IsMulticast ? InAddress.Any : ip.Destination;
        if (Routing.Resolve(ip.Source, from, (uint)ip.Source.Folded, packet.Fib, out RouteTarget target) != SocketError.Success)
        {
            Ip6.CountNoRoute();
            packet.Free();
            return;
        }

        from = from.IsAny ? target.Source : from;
        packet.TrimFront(ip.Length);
        packet.Flags = MbufFlags.None;
        Icmp6Header message = new(packet.Span) { Type = Icmp6Type.EchoReply };
        message.WriteChecksum(from, ip.Source);
        V_icmp6stat.Reflected++;
        IpFields fields = new()
        {
            Source = from,
            Destination = ip.Source,
            Protocol = IpProtocol.Icmp6,
            TimeToLive = Ip6.HopLimitBy(target.Interface),
            TypeOfService = ip.TrafficClass,
        };
        _ = Ip6.Output(packet, fields, target);
    }

    // Whoever has sent what the message quotes is told, if that can be made out.
    private static void Notify(Mbuf packet, in Icmp6Header icmp)
    {
        if (!TryReadQuote(icmp.Body, packet.ReceiveInterface!.Index, out NetworkHeader quoted, out byte protocol))
        {
            return;
        }

        if (icmp.Type == Icmp6Type.PacketTooBig)
        {
            V_icmp6stat.PathMtuChanges++;
            Ip6.OnPacketTooBig(quoted.Destination, (int)Math.Min(icmp.Rest, int.MaxValue), packet.ReceiveInterface.Netisr.Now);
        }

        Span<byte> payload = icmp.Body[quoted.Length..];
        switch (protocol)
        {
            case IpProtocol.Udp when icmp.Type is Icmp6Type.Unreachable or Icmp6Type.PacketTooBig:
                Udp.OnError(quoted, payload, ErrorOf(icmp));
                break;
            case IpProtocol.Tcp when icmp.Type == Icmp6Type.PacketTooBig:
                Tcp.OnPacketTooBig(quoted, payload, (int)Math.Clamp(icmp.Rest, Ip6Header.MinMtu, Ip6Header.MaxPayload));
                break;
            case IpProtocol.Tcp when icmp.Type is Icmp6Type.Unreachable or Icmp6Type.ParameterProblem:
                Tcp.OnUnreachable(quoted, payload, ErrorOf(icmp));
                break;
            default:
                break;
        }
    }

    private static SocketError ErrorOf(in Icmp6Header icmp) => (icmp.Type, icmp.Code) switch
    {
        (Icmp6Type.PacketTooBig, _) => SocketError.MessageSize,
        (Icmp6Type.ParameterProblem, _) => SocketError.ConnectionRefused,
        (_, Icmp6Code.PortUnreachable) => SocketError.ConnectionRefused,
        (_, Icmp6Code.NoRoute) => SocketError.NetworkUnreachable,
        _ => SocketError.HostUnreachable,
    };

    // As far as the first eight bytes of the protocol, which have the ports.
    private static bool TryReadQuote(Span<byte> quote, int zone, out NetworkHeader quoted, out byte protocol)
    {
        quoted = default;
        protocol = IpProtocol.None;
        if (quote.Length < Ip6Header.Size || new Ip6Header(quote).Version != 6)
        {
            return false;
        }

        ExtensionHeaders headers = new(quote);
        while (headers.IsExtension)
        {
            if (++headers.Count > Ip6.MaxExtensionHeaders || headers.Offset + 8 > quote.Length)
            {
                return false;
            }

            if (headers.Next == IpProtocol.Fragment && new Ip6Fragment(quote[headers.Offset..]).Offset != 0)
            {
                return false;
            }

            headers.Pass(quote);
        }

        Ip6Header ip = new(quote);
        quoted = new NetworkHeader(ip.Source.WithZone(zone), ip.Destination.WithZone(zone), headers.Offset, ip.TrafficClass);
        protocol = headers.Next;
        return quote.Length >= headers.Offset + 8 && Ip6.V_in6_ifaddrhash.ContainsKey(quoted.Source);
    }
}
