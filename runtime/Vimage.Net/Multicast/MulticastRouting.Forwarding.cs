using System.Net;

namespace Vimage.Net;

/// <content>Packets to groups on their way. (FreeBSD: <c>ip_mforward</c>, <c>ip_mdq</c>.)</content>
public static partial class MulticastRouting
{
    /// <summary>How many packets of one sender wait. (FreeBSD: <c>MAX_UPQ</c>.)</summary>
    private const int MaxWaiting = 4;

    /// <summary>For how long. (FreeBSD: <c>UPCALL_EXPIRE</c>, 6 times a quarter of a second.)</summary>
    private static readonly TimeSpan s_maxWait = TimeSpan.FromSeconds(1.5);

    /// <summary>Sends copies of a packet that has come in where its route leads, or lets one wait. The packet stays the caller's.</summary>
    internal static void Forward(Mbuf packet, InAddress source, InAddress group)
    {
        if ((V_mfchash.Count == 0 && V_mrt_routers.Count == 0) || !MayBeForwarded(packet, source, group))
        {
            return;
        }

        MulticastRouteKey key = new(group, source, packet.Fib);
        if (V_mfchash.TryGetValue(key, out MulticastRoute? route)
            || V_mfchash.TryGetValue(key with { Source = InAddress.AnyLike(source) }, out route))
        {
            V_mrtstat.Resolved++;
            Forward(packet, route);
            return;
        }

        V_mrtstat.Unresolved++;
        if (V_mrt_routers.TryGetValue(packet.Fib, out Action<IPAddress, IPAddress, Ifnet>? ask))
        {
            Wait(packet, key, ask);
        }
    }

    // What this host has sent itself has left by an interface of its choice.
    private static bool MayBeForwarded(Mbuf packet, InAddress source, InAddress group)
    {
        const MbufFlags Own = MbufFlags.Looped | MbufFlags.Broadcast;
        int left = group.IsIpv4 ? new IpHeader(packet.Span).TimeToLive : new Ip6Header(packet.Span).HopLimit;
        return (packet.Flags & Own) == 0 && left > 1 && IsForwardable(group) && !source.IsAny && !source.IsOfLink && !source.IsLoopback;
    }

    private static void Forward(Mbuf packet, MulticastRoute route)
    {
        if (packet.ReceiveInterface != route.Input)
        {
            route.WrongInterface++;
            V_mrtstat.WrongInterface++;
            return;
        }

        route.Packets++;
        route.Bytes += packet.Length;
        bool isIpv4 = route.GroupAddress.IsIpv4;
        foreach (MulticastOutput output in route.OutputSpan)
        {
            int left = isIpv4 ? new IpHeader(packet.Span).TimeToLive : new Ip6Header(packet.Span).HopLimit;
            if (left <= output.Threshold || !output.Interface.IsUp)
            {
                continue;
            }

            V_mrtstat.Forwarded++;
            if (isIpv4)
            {
                Ip.ForwardToGroup(packet.Duplicate(), output.Interface);
            }
            else
            {
                Ip6.ForwardToGroup(packet.Duplicate(), output.Interface);
            }
        }
    }

    private static void Wait(Mbuf packet, MulticastRouteKey key, Action<IPAddress, IPAddress, Ifnet> ask)
    {
        bool isNew = !V_mrt_unresolved.TryGetValue(key, out UnresolvedGroup? waiting);
        if (isNew ? V_mrt_unresolved.Count >= V_mrt_maxunresolved : waiting!.Packets.Count >= MaxWaiting)
        {
            V_mrtstat.QueueOverflows++;
            return;
        }

        waiting ??= new UnresolvedGroup(key);
        waiting.Packets.Enqueue(packet.Duplicate());
        if (isNew)
        {
            V_mrt_unresolved.Add(key, waiting);
            waiting.Expiry = new Callout(static self => Expire((UnresolvedGroup)self), waiting);
            Ifnet from = packet.ReceiveInterface!;
            from.Netisr.Reset(waiting.Expiry, s_maxWait);
            V_mrtstat.Upcalls++;
            ask(key.Group.ToIPAddress(), key.Source.ToIPAddress(), from);
        }
    }

    // Those that have waited for this route go on.
    private static void Resolve(MulticastRoute route)
    {
        foreach (UnresolvedGroup waiting in V_mrt_unresolved.Values)
        {
            bool isItsGroup = waiting.Key.Group == route.GroupAddress && waiting.Key.Fib == route.Fib;
            if (!isItsGroup || !(route.SourceAddress.IsAny || route.SourceAddress == waiting.Key.Source))
            {
                continue;
            }

            foreach (Mbuf packet in waiting.Packets)
            {
                Forward(packet, route);
            }

            // Removing does not disturb the enumeration of a dictionary.
            EndWaiting(waiting);
        }
    }

    private static void Expire(UnresolvedGroup waiting)
    {
        V_mrtstat.Expired++;
        EndWaiting(waiting);
    }

    private static void EndWaiting(UnresolvedGroup waiting)
    {
        V_mrt_unresolved.Remove(waiting.Key);
        waiting.Packets.Peek().ReceiveInterface!.Netisr.Stop(waiting.Expiry!);
        waiting.Drop();
    }
}
