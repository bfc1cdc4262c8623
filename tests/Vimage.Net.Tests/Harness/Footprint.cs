namespace Vimage.Net.Tests;

/// <summary>What a vnet's stack holds because of its interfaces. It is the same again once those that came have gone.</summary>
internal sealed record Footprint(string Interfaces, string Routes, string Addresses, string Neighbors, long Quota, int Callouts, long Packets)
{
    /// <summary>Takes it, with what the domain of the vnet holds.</summary>
    internal static Footprint Of(Vnet vnet) => vnet.Run(() =>
    {
        Netisr netisr = Netisr.Current;
        using (netisr.Enter())
        {
            EthernetIfnet[] ethernets = [.. Ifnet.Local.OfType<EthernetIfnet>()];
            return new Footprint(
                Join(Ifnet.Local),
                Join(Enumerable.Range(0, Routing.FibCount).SelectMany(Routing.RoutesOf).Select(static each => each.ToString())),
                Join(Ip.V_in_ifaddrhash.Keys.Select(static each => Ipv4.Format(each)).Concat(Ip6.V_in6_ifaddrhash.Keys.Select(static each => each.ToString()))),
                Join(ethernets.SelectMany(static each => each.Neighbors.Keys.Select(address => $"{Ipv4.Format(address)}%{each}"))
                    .Concat(Ifnet.Local.SelectMany(static each => (each.Inet6?.Neighbors.Keys ?? Enumerable.Empty<InAddress>()).Select(static address => address.ToString())))),
                vnet.UsageOf(NetQuota.Interfaces),
                netisr.CalloutsPending,
                netisr.PacketsInUse);
        }
    });

    private static string Join(IEnumerable<object> each) => string.Join(", ", each.Select(static one => one.ToString()).Order(StringComparer.Ordinal));
}
