namespace Vimage.Net;

/// <content>Whether another on the link has an address (RFC 4862, 5.4). (FreeBSD: <c>nd6_dad_start</c>.)</content>
public static partial class Nd6
{
    /// <summary>Begins to use an address: where it could be another's, once it was asked and nobody has said so.</summary>
    internal static void StartDetection(In6Ifaddr address)
    {
        Ifnet @interface = address.Interface;
        if (address.IsDuplicated)
        {
            // It was switched off and on: the other one may be gone.
            address.IsDuplicated = false;
        }

        // What several hosts are to have nobody asks for. (FreeBSD: ifa_carp in nd6_dad_start.)
        bool canAsk = address.Carp is null && @interface is EthernetIfnet && (@interface.Flags & IfFlags.NoArp) == 0;
        if (!canAsk || V_ip6_dad_count <= 0)
        {
            address.IsTentative = false;
            return;
        }

        address.IsTentative = true;
        address.ProbesLeft = V_ip6_dad_count;
        if (@interface.IsUp)
        {
            // RFC 4862, 5.4.2: many that are switched on together do not ask together.
            const int MaxDelay = 1000;
            @interface.Netisr.Reset(address.Detection, TimeSpan.FromMilliseconds(@interface.Netisr.Random.Next(MaxDelay)));
        }
    }

    internal static void OnDetectionTimer(In6Ifaddr address)
    {
        Ifnet @interface = address.Interface;
        if (address.ProbesLeft-- > 0)
        {
            V_nd6stat.SolicitationsSent++;
            InAddress group = InAddress.SolicitedNodeOf(address.Address).WithZone(@interface.Index);
            SendTarget(@interface, Icmp6Type.NeighborSolicitation, 0, address.Address, InAddress.Any, group, link: null);
            @interface.Netisr.Reset(address.Detection, TimeSpan.FromMilliseconds(@interface.Inet6!.RetransmitTime));
            return;
        }

        address.IsTentative = false;
        if (address.Address.IsLinkLocal)
        {
            // RFC 3590, 4: routers have not heard what was said from no address.
            @interface.Mld.Restart();
        }
    }

    private static void OnDuplicate(In6Ifaddr address)
    {
        V_nd6stat.DuplicateAddresses++;
        address.IsTentative = false;
        address.IsDuplicated = true;
        address.Interface.Netisr.Stop(address.Detection);
    }
}
