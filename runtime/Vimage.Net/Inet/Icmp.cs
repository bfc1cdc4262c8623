using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>ICMP (RFC 792, 1122, 1812) in the current vnet. (FreeBSD: <c>ip_icmp.c</c>.)</summary>
[VnetModule("icmp", DependsOn = ["ip"])]
public static partial class Icmp
{
    /// <summary>How many errors are sent in a second; 0 for as many as there are.</summary>
    [Virtualized(Name = "net.inet.icmp.icmplim")] private static int icmplim = 200;

    /// <summary>How many bytes of a packet's payload an error quotes.</summary>
    [Virtualized(Name = "net.inet.icmp.quotelen")] private static int icmp_quotelen = 8;

    /// <summary>Answer echoes to a broadcast address.</summary>
    [Virtualized(Name = "net.inet.icmp.bmcastecho")] private static bool icmpbmcastecho;

    /// <summary>Do not follow redirects.</summary>
    [Virtualized(Name = "net.inet.icmp.drop_redirect")] private static bool drop_redirect;

    [Virtualized] private static readonly IcmpStatistics icmpstat = new();

    // The second that is counted, and how many errors were sent in it.
    [Virtualized] private static long icmplim_second;
    [Virtualized] private static int icmplim_count;

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static IcmpStatistics Statistics => V_icmpstat;

    /// <summary>Receives a message, with its IP header. (FreeBSD: <c>icmp_input</c>.)</summary>
    internal static void Input(Mbuf packet)
    {
        IpHeader ip = new(packet.Span);
        if (ip.Payload.Length < IcmpHeader.Size)
        {
            V_icmpstat.TooShort++;
            packet.Free();
            return;
        }

        if ((packet.Flags & MbufFlags.DataChecksumValid) == 0 && InternetChecksum.Of(ip.Payload) != 0)
        {
            V_icmpstat.BadChecksum++;
            packet.Free();
            return;
        }

        switch (new IcmpHeader(ip.Payload).Type)
        {
            case IcmpType.Echo:
                Reflect(packet);
                return;
            case IcmpType.EchoReply:
                break;
            case IcmpType.Unreachable or IcmpType.TimeExceeded or IcmpType.ParameterProblem:
                Notify(ip);
                break;
            case IcmpType.Redirect:
                FollowRedirect(ip, packet.Fib);
                break;
            default:
                V_icmpstat.UnknownType++;
                break;
        }

        packet.Free();
    }

    // (FreeBSD: icmp_reflect.)
    private static void Reflect(Mbuf packet)
    {
        IpHeader ip = new(packet.Span);
        uint sender = ip.Source;
        uint asked = ip.Destination;
        byte typeOfService = ip.TypeOfService;
        bool isOwn = Ip.V_in_ifaddrhash.ContainsKey(asked);
        if (!isOwn && !V_icmpbmcastecho)
        {
            V_icmpstat.BroadcastEchoes++;
            packet.Free();
            return;
        }

        if (Routing.Resolve(sender, asked, sender ^ asked, packet.Fib, out RouteTarget target) != SocketError.Success)
        {
            Ip.CountNoRoute();
            packet.Free();
            return;
        }

        Span<byte> options = stackalloc byte[IpHeader.MaxSize - IpHeader.MinSize];
        options = options[..IpRecording.CopyForReply(ip.Options, options)];
        packet.TrimFront(ip.HeaderLength);
        new IcmpHeader(packet.Span).MakeEchoReply();
        packet.Flags = MbufFlags.None;
        V_icmpstat.Reflected++;
        IpFields fields = new()
        {
            Source = isOwn ? asked : target.Source,
            Destination = sender,
            Protocol = IpProtocol.Icmp,
            TimeToLive = Ip.DefaultTimeToLive,
            TypeOfService = typeOfService,
            Options = options,
        };
        _ = Ip.Output(packet, fields, target);
    }

    // Whoever has sent what the message quotes is told, if that can be made out.
    private static void Notify(in IpHeader ip)
    {
        if (!TryReadQuote(ip, out IpHeader quoted) || quoted.FragmentOffset != 0)
        {
            return;
        }

        IcmpHeader icmp = new(ip.Payload);
        if (icmp.Type != IcmpType.Unreachable)
        {
            return;
        }

        NetworkHeader header = NetworkHeader.Of(quoted);
        switch (quoted.Protocol)
        {
            case IpProtocol.Udp:
                Udp.OnError(header, quoted.Payload, ErrorOf(icmp.Code));
                break;
            case IpProtocol.Tcp when icmp.Code == IcmpCode.FragmentationNeeded:
                Tcp.OnPacketTooBig(header, quoted.Payload, (int)(icmp.Rest & 0xFFFF));
                break;
            case IpProtocol.Tcp:
                Tcp.OnUnreachable(header, quoted.Payload, ErrorOf(icmp.Code));
                break;
            default:
                break;
        }
    }

    private static SocketError ErrorOf(byte code) => code switch
    {
        IcmpCode.NetworkUnreachable => SocketError.NetworkUnreachable,
        IcmpCode.PortUnreachable or IcmpCode.ProtocolUnreachable => SocketError.ConnectionRefused,
        IcmpCode.FragmentationNeeded => SocketError.MessageSize,
        _ => SocketError.HostUnreachable,
    };

    private static void FollowRedirect(in IpHeader ip, int fib)
    {
        if (!V_drop_redirect && TryReadQuote(ip, out IpHeader quoted)
            && Routing.TryRedirect(quoted.Destination, new IcmpHeader(ip.Payload).Rest, ip.Source, fib))
        {
            V_icmpstat.RedirectsFollowed++;
        }
    }

    // With at least the eight bytes that every error quotes, which have the ports.
    private static bool TryReadQuote(in IpHeader ip, out IpHeader quoted)
    {
        Span<byte> quote = ip.Payload[IcmpHeader.Size..];
        quoted = new IpHeader(quote);
        return quote.Length >= IpHeader.MinSize + 8
            && quoted.Version == 4
            && quoted.HeaderLength >= IpHeader.MinSize
            && quote.Length >= quoted.HeaderLength + 8;
    }
}
