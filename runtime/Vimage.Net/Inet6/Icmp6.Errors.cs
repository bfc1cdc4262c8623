using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Errors that are sent.</content>
public static partial class Icmp6
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Tells the sender of a packet what became of it, if it may be told. Takes the packet. (FreeBSD: <c>icmp6_error</c>.)</summary>
    /// <param name="packet">The packet, with its IPv6 header.</param>
    /// <param name="type">What.</param>
    /// <param name="code">Why.</param>
    /// <param name="rest">What the type has the second word of the header for.</param>
    internal static void SendError(Mbuf packet, Icmp6Type type, byte code, uint rest = 0)
    {
        V_icmp6stat.Errors++;
        bool isAboutGroupsToo = type == Icmp6Type.PacketTooBig || (type == Icmp6Type.ParameterProblem && code == Icmp6Code.UnknownOption);
        if (!MayBeToldOf(packet, isAboutGroupsToo))
        {
            V_icmp6stat.Suppressed++;
        }
        else if (!IsWithinLimit(packet.ReceiveInterface!.Netisr))
        {
            V_icmp6stat.RateLimited++;
        }
        else
        {
            Quote(packet, type, code, rest);
        }

        packet.Free();
    }

    /// <summary>Returns whether one more may be sent in this second (RFC 4443, 2.4 f).</summary>
    internal static bool IsWithinLimit(Netisr netisr)
    {
        long second = netisr.Now / NanosecondsPerSecond;
        if (second != V_icmp6errppslim_second)
        {
            V_icmp6errppslim_second = second;
            V_icmp6errppslim_count = 0;
        }

        return V_icmp6errppslim <= 0 || V_icmp6errppslim_count++ < V_icmp6errppslim;
    }

    // RFC 4443, 2.4 e.
    private static bool MayBeToldOf(Mbuf packet, bool isAboutGroupsToo)
    {
        Ip6Header ip = new(packet.Span);
        InAddress source = ip.Source;
        bool isToMany = ip.Destination.IsMulticast || (packet.Flags & (MbufFlags.Broadcast | MbufFlags.Multicast)) != 0;
        return (!isToMany || isAboutGroupsToo) && source != InAddress.Any && !source.IsMulticast && !IsErrorItself(packet.Span);
    }

    private static bool IsErrorItself(Span<byte> packet)
    {
        ExtensionHeaders headers = new(packet);
        while (headers.IsExtension && headers.Offset + 8 <= packet.Length && ++headers.Count <= Ip6.MaxExtensionHeaders)
        {
            if (headers.Next == IpProtocol.Fragment && new Ip6Fragment(packet[headers.Offset..]).Offset != 0)
            {
                return false;
            }

            headers.Pass(packet);
        }

        return headers.Next == IpProtocol.Icmp6
            && headers.Offset < packet.Length
            && (Icmp6Type)packet[headers.Offset] is <= Icmp6Type.LastError or Icmp6Type.Redirect;
    }

    private static void Quote(Mbuf packet, Icmp6Type type, byte code, uint rest)
    {
        Ifnet @interface = packet.ReceiveInterface!;
        int zone = packet.Zone == 0 ? @interface.Index : packet.Zone;
        InAddress sender = new Ip6Header(packet.Span).Source.WithZone(zone);
        if (Routing.Resolve(sender, InAddress.Any, (uint)sender.Folded, packet.Fib, out RouteTarget target) != SocketError.Success)
        {
            Ip6.CountNoRoute();
            return;
        }

        // RFC 4443, 2.4 c: as much as fits where nothing has to be cut.
        int quoted = Math.Min(packet.Length, Ip6Header.MinMtu - Ip6Header.Size - Icmp6Header.Size);
        Mbuf error = @interface.Netisr.Pool.Get(Icmp6Header.Size + quoted);
        Span<byte> bytes = error.Append(Icmp6Header.Size + quoted);
        packet.Span[..quoted].CopyTo(bytes[Icmp6Header.Size..]);
        InAddress source = SourceOf(packet, zone, target);
        Icmp6Header message = new(bytes);
        message.Write(type, code, rest);
        message.WriteChecksum(source, sender);
        IpFields fields = new()
        {
            Source = source,
            Destination = sender,
            Protocol = IpProtocol.Icmp6,
            TimeToLive = Ip6.HopLimitBy(target.Interface),
        };
        _ = Ip6.Output(error, fields, target);
    }

    // Whom the packet was for, if that is this host; else what goes best with the sender (RFC 4443, 2.2).
    private static InAddress SourceOf(Mbuf packet, int zone, in RouteTarget target)
    {
        InAddress destination = new Ip6Header(packet.Span).Destination.WithZone(zone);
        return Ip6.V_in6_ifaddrhash.TryGetValue(destination, out In6Ifaddr? own) && own.IsUsable ? destination : target.Source;
    }
}
