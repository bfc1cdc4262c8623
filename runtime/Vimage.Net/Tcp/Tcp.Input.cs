namespace Vimage.Net;

/// <content>Segments that come in.</content>
public static partial class Tcp
{
    private const int CongestionExperienced = 3;

    /// <summary>Receives a segment, with the headers before it. (FreeBSD: <c>tcp_input</c>.)</summary>
    internal static void Input(Mbuf packet, in NetworkHeader ip)
    {
        TcpStatistics statistics = V_tcpstat;
        statistics.Received++;
        if (!TryRead(packet, ip, statistics, out TcpSegment segment))
        {
            packet.Free();
            return;
        }

        if (V_drop_synfin && segment.Has(TcpFlags.Syn) && segment.Has(TcpFlags.Fin))
        {
            packet.Free();
        }
        else if (V_tcb.TryGetValue(segment.Key, out Tcpcb? pcb) && !pcb.GivesWayTo(segment))
        {
            pcb.Input(ref segment);
        }
        else if (V_tcbinfo.Lookup(segment.Destination, segment.DestinationPort, segment.Source, segment.SourcePort) is { Listening: { } queue })
        {
            queue.Input(ref segment);
        }
        else
        {
            Refuse(segment);
        }
    }

    /// <summary>Answers a segment that is for nobody (RFC 9293, 3.10.7.1). Takes its packet.</summary>
    internal static void Refuse(in TcpSegment segment)
    {
        V_tcpstat.NoPort++;
        bool isFirst = segment.Has(TcpFlags.Syn) && !segment.Has(TcpFlags.Ack);
        if (V_blackhole == 0 || (V_blackhole == 1 && !isFirst))
        {
            SendReset(segment);
        }

        segment.Packet.Free();
    }

    /// <summary>Tells the sender of a segment that there is no such connection (RFC 9293, 3.5.2).</summary>
    internal static void SendReset(in TcpSegment segment)
    {
        Mbuf packet = segment.Packet;
        if (segment.Has(TcpFlags.Rst) || IsToMany(segment) || !MayAnswer(packet.ReceiveInterface!.Netisr))
        {
            return;
        }

        bool hasAck = segment.Has(TcpFlags.Ack);
        V_tcpstat.SentResets++;
        Send(packet.ReceiveInterface.Netisr, segment.Key, packet.Fib, new TcpFields
        {
            Sequence = hasAck ? segment.Acknowledgment : 0,
            Acknowledgment = hasAck ? 0 : segment.Sequence + (uint)segment.Length,
            Flags = hasAck ? TcpFlags.Rst : TcpFlags.Rst | TcpFlags.Ack,
        });
    }

    /// <summary>Returns whether others may have received a segment too, whatever frame it came in.</summary>
    internal static bool IsToMany(in TcpSegment segment) =>
        (segment.Packet.Flags & (MbufFlags.Broadcast | MbufFlags.Multicast)) != 0
        || Inet.IsToMany(segment.Destination);

    private static bool TryRead(Mbuf packet, in NetworkHeader ip, TcpStatistics statistics, out TcpSegment segment)
    {
        segment = default;
        Span<byte> payload = packet.Span[ip.Length..];
        if (payload.Length < TcpHeader.MinSize)
        {
            statistics.TooShort++;
            return false;
        }

        TcpHeader tcp = new(payload);
        int headerLength = tcp.HeaderLength;
        if (headerLength < TcpHeader.MinSize || headerLength > payload.Length)
        {
            statistics.BadOffset++;
            return false;
        }

        if ((packet.Flags & (MbufFlags.DataChecksumValid | MbufFlags.NoTcpChecksum)) == 0
            && InternetChecksum.Of(payload, InternetChecksum.PseudoHeader(ip.Source, ip.Destination, IpProtocol.Tcp, payload.Length)) != 0)
        {
            statistics.BadChecksum++;
            return false;
        }

        segment = new TcpSegment
        {
            Source = ip.Source,
            Destination = ip.Destination,
            SourcePort = tcp.SourcePort,
            DestinationPort = tcp.DestinationPort,
            Sequence = tcp.Sequence,
            Acknowledgment = tcp.Acknowledgment,
            Flags = tcp.Flags,
            Window = tcp.Window,
            UrgentPointer = tcp.UrgentPointer,
            IsCongestionExperienced = (ip.TrafficClass & CongestionExperienced) == CongestionExperienced,
            Packet = packet,
        };
        if (headerLength > TcpHeader.MinSize)
        {
            segment.Options = TcpOptions.Read(tcp.Options);
        }

        packet.TrimFront(ip.Length + headerLength);
        return true;
    }
}
