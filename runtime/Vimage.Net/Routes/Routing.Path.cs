using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Where packets go whose senders say more than the destination. (FreeBSD: <c>in6_selectroute</c>, <c>in6_selectsrc</c>.)</content>
public static partial class Routing
{
    /// <summary>Finds the interface, the neighbour and the source address of a packet.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="path">What the sender says.</param>
    /// <param name="flow">What keeps the packets of one flow on one of several ways.</param>
    /// <param name="fib">The routing table.</param>
    /// <param name="target">The answer.</param>
    /// <returns>
    /// <see cref="SocketError.AddressNotAvailable"/> if the source is none of the vnet's or the interface is not there;
    /// <see cref="SocketError.HostUnreachable"/> if there is no such way.
    /// </returns>
    internal static SocketError ResolveAlong(InAddress destination, in PacketPath path, uint flow, int fib, out RouteTarget target)
    {
        target = default;
        Ifnet? @interface = path.InterfaceIndex == 0 ? null : Ifnet.ByIndex(path.InterfaceIndex);
        if ((@interface is null && path.InterfaceIndex != 0) || (!path.Source.IsAny && !IsUsableSource(path.Source)))
        {
            return SocketError.AddressNotAvailable;
        }

        if (@interface is not null && destination.IsMulticast)
        {
            return Multicast.ResolveBy(@interface, destination, path.Source, out target);
        }

        InAddress toward = path.NextHop.IsAny ? destination : path.NextHop;
        SocketError error = Resolve(toward.WithZoneOf(@interface), path.Source, flow, fib, out target);
        if (error != SocketError.Success)
        {
            return error;
        }

        bool isElsewhere = @interface is not null && target.Interface != @interface && target.Interface != Ifnet.Loopback;
        bool isNoNeighbor = !path.NextHop.IsAny && target.NextHop != toward.WithZoneOf(@interface);
        if (isElsewhere || isNoNeighbor)
        {
            return SocketError.HostUnreachable;
        }

        InAddress source = path.Source;
        if (source.IsAny && !path.NextHop.IsAny && !destination.IsIpv4)
        {
            // It goes best with the destination, not with the neighbour.
            return SourceSelection.TryChoose(destination, target.Interface, out source)
                ? Found(ref target, source)
                : SocketError.AddressNotAvailable;
        }

        return Found(ref target, source);
    }

    private static SocketError Found(ref RouteTarget target, InAddress source)
    {
        target = source.IsAny ? target : target with { Source = source };
        return SocketError.Success;
    }

    private static bool IsUsableSource(InAddress address) => address.IsIpv4
        ? Ip.V_in_ifaddrhash.ContainsKey(address.Ipv4)
        : Ip6.V_in6_ifaddrhash.TryGetValue(address, out In6Ifaddr? own) && own.IsUsable;
}
