using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>What is the same of groups of both families in the current vnet. (FreeBSD: <c>in_mcast.c</c>.)</summary>
[VnetModule("mcast", DependsOn = ["ip", "ip6"])]
internal static partial class Multicast
{
    /// <summary>How many groups a socket may be in, each counted once for each interface. (FreeBSD: <c>IP_MAX_MEMBERSHIPS</c>.)</summary>
    [Virtualized(Name = "net.inet.ip.mcast.maxsockgrp")] private static int in_mcast_maxsockgrp = 256;

    /// <summary>How many sources a socket may name for one group.</summary>
    [Virtualized(Name = "net.inet.ip.mcast.maxsocksrc")] private static int in_mcast_maxsocksrc = 128;

    /// <summary>How many sources all sockets together may have named for one group of an interface.</summary>
    [Virtualized(Name = "net.inet.ip.mcast.maxgrpsrc")] private static int in_mcast_maxgrpsrc = 512;

    internal static int MaxGroupsOfSocket => V_in_mcast_maxsockgrp;

    internal static int MaxSourcesOfSocket => V_in_mcast_maxsocksrc;

    internal static int MaxSourcesOfGroup => V_in_mcast_maxgrpsrc;

    /// <summary>Finds where a packet of a socket goes: to a group by the interface that the socket has chosen, if it has.</summary>
    internal static SocketError Resolve(DatagramPcb pcb, InAddress destination, in PacketPath path, uint flow, out RouteTarget target)
    {
        // The address of a group says what a socket hears, and is nobody's to send from.
        InAddress source = pcb.LocalAddress.IsMulticast ? InAddress.AnyLike(pcb.LocalAddress) : pcb.LocalAddress;
        bool isChosen = destination.IsMulticast && pcb.MulticastInterfaceIndex != 0 && destination.Zone == 0;
        if (!path.IsNone)
        {
            PacketPath whole = path.Source.IsAny ? path with { Source = source } : path;
            return Routing.ResolveAlong(destination, whole, flow, pcb.Fib, out target);
        }

        SocketError error = isChosen
            ? ResolveBy(pcb.MulticastInterface, destination, source, out target)
            : Routing.Resolve(destination, source, flow, pcb.Fib, out target);
        target = source.IsAny ? target : target with { Source = source };
        return error;
    }

    /// <summary>Returns the time to live, or the hop limit, of what a socket sends: to a group 1 unless it says so (RFC 1112, 6.1).</summary>
    internal static byte TimeToLive(DatagramPcb pcb, InAddress destination) =>
        destination.IsMulticast ? pcb.MulticastTimeToLive : (byte)(pcb.TimeToLive ?? Inet.DefaultTimeToLive(destination));

    /// <summary>Hands what this host sends to a group to its own members, as if it had come in. The packet stays the caller's.</summary>
    internal static void LoopBack(Mbuf packet, InAddress group, Ifnet @interface)
    {
        if ((@interface.Flags & IfFlags.Loopback) != 0 || !@interface.IsMember(group))
        {
            return;
        }

        Mbuf copy = packet.Duplicate();
        copy.Flags |= MbufFlags.Looped | MbufFlags.Multicast | MbufFlags.IpChecksumValid | MbufFlags.DataChecksumValid;
        @interface.Netisr.Schedule(@interface, copy);
    }

    /// <summary>Finds how a packet goes to a group by an interface.</summary>
    internal static SocketError ResolveBy(Ifnet? @interface, InAddress group, InAddress source, out RouteTarget target)
    {
        target = default;
        if (@interface is null)
        {
            return SocketError.AddressNotAvailable;
        }

        InAddress zoned = group.WithZone(@interface.Index);
        if (source.IsAny)
        {
            if (group.IsIpv4 && @interface.InAddresses.Count > 0)
            {
                source = @interface.InAddresses[0].Address;
            }
            else if (group.IsIpv4 || !SourceSelection.TryChoose(zoned, @interface, out source))
            {
                return SocketError.AddressNotAvailable;
            }
        }

        target = new RouteTarget(@interface, zoned, source);
        return SocketError.Success;
    }
}
