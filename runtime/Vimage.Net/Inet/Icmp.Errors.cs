using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Errors that are sent.</content>
public static partial class Icmp
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Tells the sender of a packet what became of it, if it may be told. Takes the packet. (FreeBSD: <c>icmp_error</c>.)</summary>
    /// <param name="packet">The packet, with its IP header.</param>
    /// <param name="type">What.</param>
    /// <param name="code">Why.</param>
    /// <param name="rest">What the type has the second word of the header for.</param>
    internal static void SendError(Mbuf packet, IcmpType type, byte code, uint rest = 0)
    {
        V_icmpstat.Errors++;
        if (!MayBeToldOf(packet))
        {
            V_icmpstat.Suppressed++;
        }
        else if (!IsWithinLimit(packet.ReceiveInterface!.Netisr))
        {
            V_icmpstat.RateLimited++;
        }
        else
        {
            Quote(packet, type, code, rest);
        }

        packet.Free();
    }

    /// <summary>Tells the sender of a packet that is sent on, of a gateway on its own link.</summary>
    internal static void SendRedirect(Mbuf packet, uint gateway)
    {
        if (MayBeToldOf(packet) && IsWithinLimit(packet.ReceiveInterface!.Netisr))
        {
            Quote(packet, IcmpType.Redirect, IcmpCode.HostRedirect, gateway);
        }
    }

    // RFC 1122, 3.2.2.
    private static bool MayBeToldOf(Mbuf packet)
    {
        IpHeader ip = new(packet.Span);
        uint source = ip.Source;
        return (packet.Flags & (MbufFlags.Broadcast | MbufFlags.Multicast)) == 0
            && ip.FragmentOffset == 0
            && source != Ipv4.Any
            && !Ipv4.IsMulticast(source)
            && !Ipv4.IsMulticast(ip.Destination)
            && ip.Destination != Ipv4.Broadcast
            && !IsErrorItself(ip);
    }

    private static bool IsErrorItself(in IpHeader ip) =>
        ip.Protocol == IpProtocol.Icmp
        && ip.Payload.Length > 0
        && (IcmpType)ip.Payload[0] is not (IcmpType.Echo or IcmpType.EchoReply);

    private static bool IsWithinLimit(Netisr netisr)
    {
        long second = netisr.Now / NanosecondsPerSecond;
        if (second != V_icmplim_second)
        {
            V_icmplim_second = second;
            V_icmplim_count = 0;
        }

        return V_icmplim <= 0 || V_icmplim_count++ < V_icmplim;
    }

    private static void Quote(Mbuf packet, IcmpType type, byte code, uint rest)
    {
        IpHeader ip = new(packet.Span);
        uint sender = ip.Source;
        if (Routing.Resolve(sender, 0, sender, packet.Fib, out RouteTarget target) != SocketError.Success)
        {
            Ip.CountNoRoute();
            return;
        }

        int quoted = Math.Min(packet.Length, ip.HeaderLength + Math.Max(8, V_icmp_quotelen));
        Mbuf error = packet.ReceiveInterface!.Netisr.Pool.Get(IcmpHeader.Size + quoted);
        Span<byte> message = error.Append(IcmpHeader.Size + quoted);
        packet.Span[..quoted].CopyTo(message[IcmpHeader.Size..]);
        new IcmpHeader(message).Write(type, code, rest);
        IpFields fields = new()
        {
            Source = SourceOf(packet, target),
            Destination = sender,
            Protocol = IpProtocol.Icmp,
            TimeToLive = Ip.DefaultTimeToLive,
        };
        _ = Ip.Output(error, fields, target);
    }

    // Whom the packet was for, if that is this host; else the router as the sender sees it, which traceroute shows.
    private static InAddress SourceOf(Mbuf packet, in RouteTarget target)
    {
        uint destination = new IpHeader(packet.Span).Destination;
        if (Ip.V_in_ifaddrhash.ContainsKey(destination))
        {
            return destination;
        }

        List<InIfaddr> addresses = packet.ReceiveInterface!.InAddresses;
        return addresses.Count > 0 ? addresses[0].Address : target.Source;
    }
}
