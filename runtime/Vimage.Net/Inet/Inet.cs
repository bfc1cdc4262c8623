using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>The network layer as the transports see it: one for both families, in the current vnet.</summary>
internal static class Inet
{
    /// <summary>Puts a header before what a transport sends, and sends it. Takes the packet in any case.</summary>
    internal static SocketError Output(Mbuf packet, in IpFields fields, in RouteTarget target) =>
        fields.Destination.IsIpv4 ? Ip.Output(packet, fields, target) : Ip6.Output(packet, fields, target);

    /// <summary>Returns whether this host has an address.</summary>
    internal static bool IsOwn(InAddress address) =>
        address.IsIpv4 ? Ip.V_in_ifaddrhash.ContainsKey(address.Ipv4) : Ip6.V_in6_ifaddrhash.ContainsKey(address);

    /// <summary>Returns whether others may have received too what was sent to an address that this host hears.</summary>
    internal static bool IsToMany(InAddress destination) =>
        destination.IsIpv4
            ? !Ip.V_in_ifaddrhash.ContainsKey(destination.Ipv4) && !Ipv4.IsLoopback(destination.Ipv4)
            : destination.IsMulticast;

    /// <summary>Returns the length of a header without options.</summary>
    internal static int HeaderSize(InAddress address) => address.IsIpv4 ? IpHeader.MinSize : Ip6Header.Size;

    /// <summary>Returns the time to live, or the hop limit, of what is sent to an address and does not say.</summary>
    internal static byte DefaultTimeToLive(InAddress destination) =>
        destination.IsIpv4 ? Ip.DefaultTimeToLive : Ip6.DefaultHopLimit;

    internal static void CountNoRoute(InAddress destination)
    {
        if (destination.IsIpv4)
        {
            Ip.CountNoRoute();
        }
        else
        {
            Ip6.CountNoRoute();
        }
    }
}
