namespace Vimage.Net;

/// <content>Neighbours, and who waits for their answers (RFC 4861, 7.3).</content>
public static partial class Nd6
{
    /// <summary>Sends a packet to a neighbour, now or when it has answered. (FreeBSD: <c>nd6_resolve</c>.)</summary>
    internal static void Output(EthernetIfnet @interface, Mbuf packet, InAddress neighbor)
    {
        if (@interface.Inet6 is null)
        {
            V_nd6stat.Dropped++;
            packet.Free();
            return;
        }

        if (FindOrAdd(@interface, neighbor, isWanted: true) is not { } entry)
        {
            packet.Free();
            return;
        }

        if (entry.State != Nd6State.Incomplete)
        {
            if (entry.State == Nd6State.Stale)
            {
                SetState(entry, Nd6State.Delay);
            }

            @interface.SendTo(entry.Link, EtherType.Ipv6, packet);
            return;
        }

        if (entry.Held.Count >= V_nd6_maxqueuelen)
        {
            // The oldest makes room: what is newest is most likely still wanted.
            V_nd6stat.Dropped++;
            entry.Held.Dequeue()!.Free();
        }

        entry.Held.Enqueue(packet);
        if (!entry.Timer.IsPending)
        {
            Ask(entry);
        }
    }

    internal static void OnTimer(Nd6Entry entry)
    {
        switch (entry.State)
        {
            case Nd6State.Incomplete:
                if (entry.Tries >= V_nd6_mmaxtries)
                {
                    GiveUp(entry);
                }
                else
                {
                    Ask(entry);
                }

                break;
            case Nd6State.Reachable:
                SetState(entry, Nd6State.Stale);
                break;
            case Nd6State.Delay:
                SetState(entry, Nd6State.Probe);
                break;
            case Nd6State.Probe:
                if (entry.Tries >= V_nd6_umaxtries)
                {
                    V_nd6stat.Unreachable++;
                    OnRouterUnreachable(entry);
                    Drop(entry.Interface, entry.Address);
                }
                else
                {
                    Ask(entry);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Returns what is known of a neighbour; where there is no room for more, none that is not wanted more than others.</summary>
    private static Nd6Entry? FindOrAdd(EthernetIfnet @interface, InAddress address, bool isWanted)
    {
        Dictionary<InAddress, Nd6Entry> neighbors = @interface.Inet6!.Neighbors;
        if (neighbors.TryGetValue(address, out Nd6Entry? entry))
        {
            return entry;
        }

        if (neighbors.Count >= V_nd6_maxneighbors && !TryMakeRoom(@interface, isWanted))
        {
            V_nd6stat.TableFull++;
            return null;
        }

        return Add(@interface, address);
    }

    private static Nd6Entry Add(EthernetIfnet @interface, InAddress address)
    {
        Nd6Entry entry = new(@interface, address);
        @interface.Inet6!.Neighbors.Add(address, entry);
        @interface.Inet6.IncompleteNeighbors++;
        return entry;
    }

    // Whoever did not answer goes first; then, for who is wanted, who was long not heard of. Those that answer stay.
    private static bool TryMakeRoom(EthernetIfnet @interface, bool isWanted)
    {
        if (!isWanted && @interface.Inet6!.IncompleteNeighbors == 0)
        {
            return false;
        }

        Nd6Entry? victim = null;
        foreach (Nd6Entry entry in @interface.Inet6!.Neighbors.Values)
        {
            if (entry.State == Nd6State.Incomplete)
            {
                victim = entry;
                break;
            }

            victim ??= isWanted && entry.State is (Nd6State.Stale or Nd6State.Delay or Nd6State.Probe) ? entry : null;
        }

        return victim is not null && Drop(@interface, victim.Address);
    }

    private static void SetState(Nd6Entry entry, Nd6State state)
    {
        Netisr netisr = entry.Interface.Netisr;
        entry.Interface.Inet6!.IncompleteNeighbors -= entry.State == Nd6State.Incomplete ? 1 : 0;
        entry.State = state;
        entry.Tries = 0;
        netisr.Stop(entry.Timer);
        switch (state)
        {
            case Nd6State.Reachable:
                netisr.Reset(entry.Timer, ReachableTime(entry.Interface));
                break;
            case Nd6State.Delay:
                netisr.Reset(entry.Timer, TimeSpan.FromSeconds(V_nd6_delay));
                break;
            case Nd6State.Probe:
                Ask(entry);
                break;
            default:
                break;
        }
    }

    // RFC 4861, 6.3.2: between half and one and a half, so that hosts do not ask in step.
    private static TimeSpan ReachableTime(EthernetIfnet @interface)
    {
        int time = @interface.Inet6!.ReachableTime;
        return TimeSpan.FromMilliseconds((time / 2) + @interface.Netisr.Random.Next(Math.Max(1, time)));
    }

    // To its group while its address is not known, else to itself.
    private static void Ask(Nd6Entry entry)
    {
        entry.Tries++;
        InAddress destination = entry.State == Nd6State.Incomplete
            ? InAddress.SolicitedNodeOf(entry.Address).WithZone(entry.Interface.Index)
            : entry.Address;
        Solicit(entry.Interface, entry.Address, destination);
        entry.Interface.Netisr.Reset(entry.Timer, TimeSpan.FromMilliseconds(entry.Interface.Inet6!.RetransmitTime));
    }

    // Nobody is there. Who has sent what waited is told (RFC 4861, 7.2.2).
    private static void GiveUp(Nd6Entry entry)
    {
        V_nd6stat.Unreachable++;
        entry.Interface.Inet6!.Neighbors.Remove(entry.Address);
        entry.Interface.Inet6.IncompleteNeighbors--;
        while (entry.Held.Dequeue() is { } packet)
        {
            V_nd6stat.Dropped++;
            if ((packet.Flags & MbufFlags.Forwarded) != 0)
            {
                Icmp6.SendError(packet, Icmp6Type.Unreachable, Icmp6Code.AddressUnreachable);
            }
            else
            {
                packet.Free();
            }
        }
    }

    private static void Resolve(Nd6Entry entry, MacAddress link)
    {
        // It is known before what waited is sent, which asks for it.
        entry.Link = link;
        while (entry.Held.Dequeue() is { } packet)
        {
            entry.Interface.SendTo(link, EtherType.Ipv6, packet);
        }
    }

    // What a message says of its sender's link-layer address; whether the sender is there it does not say (RFC 4861, 7.2.3).
    private static void Learn(EthernetIfnet @interface, InAddress address, MacAddress link)
    {
        if (FindOrAdd(@interface, address, isWanted: false) is { State: not Nd6State.Permanent } entry
            && (entry.State == Nd6State.Incomplete || entry.Link != link))
        {
            bool isWanted = entry.Held.Count > 0;
            Resolve(entry, link);
            SetState(entry, isWanted ? Nd6State.Delay : Nd6State.Stale);
        }
    }

    private static bool Drop(EthernetIfnet @interface, InAddress address)
    {
        if (!@interface.Inet6!.Neighbors.Remove(address, out Nd6Entry? entry))
        {
            return false;
        }

        @interface.Inet6.IncompleteNeighbors -= entry.State == Nd6State.Incomplete ? 1 : 0;
        @interface.Netisr.Stop(entry.Timer);
        V_nd6stat.Dropped += entry.Held.Count;
        entry.Held.Drain();
        return true;
    }
}
