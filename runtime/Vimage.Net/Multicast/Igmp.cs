using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>IGMP (RFC 3376) in the current vnet: what routers are told of the groups that are heard. (FreeBSD: <c>igmp.c</c>.)</summary>
[VnetModule("igmp", DependsOn = ["ip"])]
public static partial class Igmp
{
    private const int Size = 8;
    private const int Size3 = 12;
    private const int MillisecondsPerTenth = 100;

    /// <summary>RFC 3376, 4.1.1: routers of version 1 wait for 10 seconds, and do not say so.</summary>
    private const int Delay1 = 10_000;

    [Virtualized] private static readonly MembershipStatistics igmpstat = new();

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static MembershipStatistics Statistics => V_igmpstat;

    /// <summary>Receives a message, with its IP header, which stays the caller's. (FreeBSD: <c>igmp_input</c>.)</summary>
    internal static void Input(Mbuf packet)
    {
        IpHeader ip = new(packet.Span);
        ReadOnlySpan<byte> message = ip.Payload;
        V_igmpstat.Received++;
        if (message.Length < Size)
        {
            V_igmpstat.TooShort++;
        }
        else if (InternetChecksum.Of(message) != 0)
        {
            V_igmpstat.BadChecksum++;
        }
        else if (ip.TimeToLive != 1)
        {
            V_igmpstat.NotOfLink++;
        }
        else if ((IgmpType)message[0] == IgmpType.Query)
        {
            OnQuery(packet.ReceiveInterface!, message);
        }
        else if ((IgmpType)message[0] is IgmpType.Report1 or IgmpType.Report2)
        {
            V_igmpstat.ReportsHeard++;
            packet.ReceiveInterface!.Igmp.OnOlderReport(BinaryPrimitives.ReadUInt32BigEndian(message[4..]));
        }
    }

    // RFC 3376, 7.1: the length says the version.
    private static void OnQuery(Ifnet @interface, ReadOnlySpan<byte> message)
    {
        InAddress group = BinaryPrimitives.ReadUInt32BigEndian(message[4..]);
        if (message.Length == Size)
        {
            V_igmpstat.Queries++;
            V_igmpstat.OlderQueries++;
            bool isFirst = message[1] == 0;
            @interface.Igmp.OnQuery(new MulticastQuery(group, isFirst ? 1 : 2, isFirst ? Delay1 : message[1] * MillisecondsPerTenth, 0, []));
            return;
        }

        int count = message.Length < Size3 ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(message[10..]);
        if (count > (message.Length - Size3) / sizeof(uint))
        {
            V_igmpstat.TooShort++;
            return;
        }

        V_igmpstat.Queries++;
        HashSet<InAddress> sources = [];
        for (int i = 0; i < count; i++)
        {
            sources.Add(BinaryPrimitives.ReadUInt32BigEndian(message[(Size3 + (i * sizeof(uint)))..]));
        }

        const int ByteBits = 8;
        long delay = MulticastQuery.ReadCode(message[1], ByteBits) * MillisecondsPerTenth;
        @interface.Igmp.OnQuery(new MulticastQuery(group, 3, delay, message[8] & 7, sources));
    }
}
