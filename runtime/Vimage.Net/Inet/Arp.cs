using System.Net;

namespace Vimage.Net;

/// <summary>Which link-layer address has which neighbour (RFC 826), in the current vnet. (FreeBSD: <c>if_ether.c</c>, <c>arp(8)</c>.)</summary>
[VnetModule("arp", DependsOn = ["net"])]
public static partial class Arp
{
    /// <summary>How long what a neighbour said is believed.</summary>
    /// <unit>s</unit>
    [Virtualized(Name = "net.link.ether.inet.max_age")] private static int arpt_keep = 20 * 60;

    /// <summary>How often a neighbour is asked for, a second apart.</summary>
    [Virtualized(Name = "net.link.ether.inet.maxtries")] private static int arp_maxtries = 5;

    /// <summary>How long a neighbour that did not answer is not asked for again.</summary>
    /// <unit>s</unit>
    [Virtualized(Name = "net.link.ether.inet.wait")] private static int arpt_down = 20;

    /// <summary>How many packets wait for one neighbour's answer.</summary>
    [Virtualized(Name = "net.link.ether.inet.maxhold")] private static int arp_maxhold = 16;

    /// <summary>How many neighbours an interface knows at most; static ones are taken beyond that, too. (Linux: <c>gc_thresh3</c>.)</summary>
    [Virtualized(Name = "net.link.ether.inet.maxneighbors")] internal static int arp_maxneighbors = 1024;

    /// <summary>Answer for every host that is reached by another interface.</summary>
    [Virtualized(Name = "net.link.ether.inet.proxyall")] private static bool arp_proxyall;

    /// <summary>How often the announcement of a new address is repeated, at doubling distances.</summary>
    [Virtualized(Name = "net.link.ether.inet.garp_rexmit_count")] private static int garp_rexmit_count;

    [Virtualized] private static readonly ArpStatistics arpstat = new();
    [Virtualized] private static readonly HashSet<(Ifnet Interface, uint Address)> proxies = [];

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static ArpStatistics Statistics => V_arpstat;

    /// <summary>Says which link-layer address a neighbour has; it stays until it is deleted. (<c>arp -s</c>)</summary>
    /// <param name="interface">The interface by which it is reached.</param>
    /// <param name="neighbor">The neighbour.</param>
    /// <param name="link">Its link-layer address.</param>
    /// <exception cref="NetworkException">The interface is not one of the current vnet (ENXIO).</exception>
    public static void AddStatic(EthernetIfnet @interface, IPAddress neighbor, MacAddress link)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        uint number = Ipv4.FromAddress(neighbor);
        using (Netisr.Current.Enter())
        {
            Ifnet.ThrowUnlessHere(@interface);
            ArpEntry entry = Find(@interface, number) ?? Add(@interface, number);
            entry.IsPermanent = true;
            Resolve(entry, link);
        }
    }

    /// <summary>Answers for an address that is not on the link. (<c>arp -s HOST MAC pub</c>)</summary>
    /// <param name="interface">The interface by which others ask.</param>
    /// <param name="address">The address that they ask for.</param>
    /// <exception cref="NetworkException">The interface is not one of the current vnet (ENXIO).</exception>
    public static void AddProxy(EthernetIfnet @interface, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        uint number = Ipv4.FromAddress(address);
        using (Netisr.Current.Enter())
        {
            Ifnet.ThrowUnlessHere(@interface);
            V_proxies.Add((@interface, number));
        }
    }

    /// <summary>Forgets a neighbour, and what was said of it. (<c>arp -d</c>)</summary>
    /// <param name="interface">The interface by which it is reached.</param>
    /// <param name="neighbor">The neighbour.</param>
    /// <returns>Whether there was something to forget.</returns>
    /// <exception cref="NetworkException">The interface is not one of the current vnet (ENXIO).</exception>
    public static bool Remove(EthernetIfnet @interface, IPAddress neighbor)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        uint number = Ipv4.FromAddress(neighbor);
        using (Netisr.Current.Enter())
        {
            Ifnet.ThrowUnlessHere(@interface);
            bool wasProxy = V_proxies.Remove((@interface, number));
            return Drop(@interface, number) || wasProxy;
        }
    }

    /// <summary>Returns the link-layer address of a neighbour, if it is known.</summary>
    /// <param name="interface">The interface by which it is reached.</param>
    /// <param name="neighbor">The neighbour.</param>
    /// <returns>The address, or <see langword="null"/>.</returns>
    /// <exception cref="NetworkException">The interface is not one of the current vnet (ENXIO).</exception>
    public static MacAddress? Get(EthernetIfnet @interface, IPAddress neighbor)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        uint number = Ipv4.FromAddress(neighbor);
        using (Netisr.Current.Enter())
        {
            Ifnet.ThrowUnlessHere(@interface);
            return @interface.Neighbors.TryGetValue(number, out ArpEntry? entry) && entry.IsResolved ? entry.Link : null;
        }
    }

    /// <summary>Returns the neighbours that are known, or asked for. (<c>arp -a</c>)</summary>
    /// <returns>A snapshot: by interface and address.</returns>
    public static IReadOnlyList<Neighbor> List()
    {
        using (Netisr.Current.Enter())
        {
            return
            [
                .. Ifnet.Local.OfType<EthernetIfnet>().SelectMany(static link => link.Neighbors.Values.OrderBy(static entry => entry.Address)).Select(
                    static entry => new Neighbor(
                        entry.Interface,
                        Ipv4.ToAddress(entry.Address),
                        entry.IsResolved ? entry.Link : null,
                        entry.IsPermanent ? Nd6State.Permanent : entry.IsResolved ? Nd6State.Reachable : Nd6State.Incomplete)),
            ];
        }
    }

    /// <summary>Forgets every neighbour by an interface.</summary>
    internal static void Flush(Ifnet @interface)
    {
        if (@interface is EthernetIfnet { Neighbors: var neighbors } link)
        {
            foreach (uint address in neighbors.Keys)
            {
                // Removing does not disturb the enumeration of a dictionary.
                Drop(link, address);
            }
        }

        V_proxies.RemoveWhere(each => each.Interface == @interface);
    }

    private static ArpEntry? Find(EthernetIfnet @interface, uint address) => @interface.Neighbors.GetValueOrDefault(address);

    private static ArpEntry Add(EthernetIfnet @interface, uint address)
    {
        ArpEntry entry = new(@interface, address);
        @interface.Neighbors.Add(address, entry);
        @interface.UnresolvedNeighbors++;
        return entry;
    }

    /// <summary>Adds an entry, for which another goes where there are too many; <see langword="null"/> if all others are wanted more.</summary>
    private static ArpEntry? TryAdd(EthernetIfnet @interface, uint address, bool isWanted)
    {
        if (@interface.Neighbors.Count >= V_arp_maxneighbors && !TryMakeRoom(@interface, isWanted))
        {
            V_arpstat.TableFull++;
            return null;
        }

        return Add(@interface, address);
    }

    // Whoever did not answer goes first; then, for who is wanted, whose answer is the oldest. Strangers that only ask displace nobody who answers.
    private static bool TryMakeRoom(EthernetIfnet @interface, bool isWanted)
    {
        if (!isWanted && @interface.UnresolvedNeighbors == 0)
        {
            return false;
        }

        ArpEntry? victim = null;
        foreach (ArpEntry entry in @interface.Neighbors.Values)
        {
            if (!entry.IsResolved)
            {
                victim = entry;
                break;
            }

            if (isWanted && !entry.IsPermanent && (victim is null || entry.Timer.Due < victim.Timer.Due))
            {
                victim = entry;
            }
        }

        return victim is not null && Drop(@interface, victim.Address);
    }

    private static bool Drop(EthernetIfnet @interface, uint address)
    {
        if (!@interface.Neighbors.Remove(address, out ArpEntry? entry))
        {
            return false;
        }

        @interface.UnresolvedNeighbors -= entry.IsResolved ? 0 : 1;
        @interface.Netisr.Stop(entry.Timer);
        V_arpstat.Dropped += entry.Held.Count;
        entry.Held.Drain();
        return true;
    }
}
