using System.Net;
using System.Net.Sockets;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>
/// Gives segments without addresses of a family a network from the pools of it, one after the other: of IPv4 the smallest that all
/// interfaces fit into, at least a /30; of IPv6 a /64. What was given otherwise is left out.
/// </summary>
internal static class AddressPlan
{
    private const int Longest4 = 30;
    private const int Length6 = 64;
    private const int Shortest = 8;

    internal static void Assign(TopologyDraft draft, Segments segments, Problems problems)
    {
        foreach (Located<IPNetwork> pool in draft.Pools.Where(static pool => pool.Value.PrefixLength < Shortest))
        {
            problems.Add(pool.At, $"The pool {pool.Value} is too large to be meant. Take a network of /{Shortest} or longer, such as 10.0.0.0/8 or fd00::/48.");
        }

        problems.ThrowIfAny();
        IPNetwork[] taken =
        [
            .. draft.Nodes.SelectMany(static node => node.Loopback)
                .Concat(draft.Links.SelectMany(static link => link.A.Addresses.Concat(link.B.Addresses)))
                .Select(static address => AddressText.NetworkOf(address.Value)).Distinct(),
        ];
        foreach (AddressFamily family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6])
        {
            Located<IPNetwork>[] pools = [.. draft.Pools.Where(pool => pool.Value.BaseAddress.AddressFamily == family)];
            if (pools.Length > 0)
            {
                AddressPool pool = new(pools, [.. taken.Where(network => network.BaseAddress.AddressFamily == family)]);
                Assign(segments, family, pool, problems);
            }
        }
    }

    private static void Assign(Segments segments, AddressFamily family, AddressPool pool, Problems problems)
    {
        foreach (Segment segment in segments.All)
        {
            if (segment.Ends.Count == 0 || segment.Ends.Exists(each => Segments.Has(each.End, family)))
            {
                continue;
            }

            int length = family == AddressFamily.InterNetworkV6 ? Length6 : LengthFor(segment.Ends.Count);
            if (pool.Take(length) is not { } network)
            {
                problems.Add(pool.At, $"No network of {segment.Ends.Count} addresses is left in the pool {pool}. Give a larger one, or another one too.");
                return;
            }

            for (int i = 0; i < segment.Ends.Count; i++)
            {
                EndDraft end = segment.Ends[i].End;
                end.Addresses.Add(new Located<IPNetworkAddress>(new IPNetworkAddress(AddressPool.AddressIn(network, i + 1), length), end.At));
            }
        }
    }

    private static int LengthFor(int interfaces)
    {
        int length = Longest4;

        // Neither the first nor the last.
        while ((1L << (32 - length)) - 2 < interfaces)
        {
            length--;
        }

        return length;
    }
}
