using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>MLD (RFC 3810) in the current vnet: what routers are told of the IPv6 groups that are heard. (FreeBSD: <c>mld6.c</c>.)</summary>
[VnetModule("mld", DependsOn = ["ip6"])]
public static partial class Mld
{
    private const int Size = Icmp6Header.Size + InAddress.Size;
    private const int Size2 = Size + 4;
    private const byte RouterAlert = 5;

    [Virtualized] private static readonly MembershipStatistics mldstat = new();

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static MembershipStatistics Statistics => V_mldstat;

    /// <summary>Receives a message, which stays the caller's. (FreeBSD: <c>mld_input</c>.)</summary>
    internal static void Input(Mbuf packet, in NetworkHeader ip, ReadOnlySpan<byte> message)
    {
        V_mldstat.Received++;
        Ifnet @interface = packet.ReceiveInterface!;
        bool isQuery = (Icmp6Type)message[0] == Icmp6Type.ListenerQuery;
        if (message.Length < Size)
        {
            V_mldstat.TooShort++;
        }
        else if (new Ip6Header(packet.Span).HopLimit != 1 || !ip.Source.IsLinkLocal || !HasRouterAlert(packet.Span))
        {
            // RFC 3810, 5.1.14 and 6.2.
            V_mldstat.NotOfLink++;
        }
        else if (isQuery)
        {
            OnQuery(@interface, message);
        }
        else if ((Icmp6Type)message[0] == Icmp6Type.ListenerReport)
        {
            V_mldstat.ReportsHeard++;
            @interface.Mld.OnOlderReport(GroupOf(@interface, message));
        }
    }

    // RFC 3810, 8.1: the length says the version.
    private static void OnQuery(Ifnet @interface, ReadOnlySpan<byte> message)
    {
        InAddress group = GroupOf(@interface, message);
        int code = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        if (message.Length == Size)
        {
            V_mldstat.Queries++;
            V_mldstat.OlderQueries++;
            @interface.Mld.OnQuery(new MulticastQuery(group, 1, code, 0, []));
            return;
        }

        int count = message.Length < Size2 ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(message[26..]);
        if (count > (message.Length - Size2) / InAddress.Size)
        {
            V_mldstat.TooShort++;
            return;
        }

        V_mldstat.Queries++;
        HashSet<InAddress> sources = [];
        for (int i = 0; i < count; i++)
        {
            sources.Add(InAddress.Read(message[(Size2 + (i * InAddress.Size))..]).WithZone(@interface.Index));
        }

        const int WordBits = 16;
        @interface.Mld.OnQuery(new MulticastQuery(group, 2, MulticastQuery.ReadCode(code, WordBits), message[24] & 7, sources));
    }

    private static InAddress GroupOf(Ifnet @interface, ReadOnlySpan<byte> message) =>
        InAddress.Read(message[Icmp6Header.Size..]).WithZone(@interface.Index);

    // The options have been looked at before, and are well formed.
    private static bool HasRouterAlert(Span<byte> packet)
    {
        if (new Ip6Header(packet).NextHeader != IpProtocol.HopByHop)
        {
            return false;
        }

        int end = Ip6Header.Size + ExtensionHeaders.LengthOf(packet[Ip6Header.Size..]);
        for (int i = Ip6Header.Size + 2; i < end; i += packet[i] == 0 ? 1 : 2 + packet[i + 1])
        {
            if (packet[i] == RouterAlert)
            {
                return true;
            }
        }

        return false;
    }
}
