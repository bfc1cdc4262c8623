using System.Net;
using System.Net.Sockets;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>Networks of one family that nobody has yet.</summary>
/// <param name="pools">What to take them from, the first first.</param>
/// <param name="taken">What somebody has.</param>
internal sealed class AddressPool(IReadOnlyList<Located<IPNetwork>> pools, IReadOnlyList<IPNetwork> taken)
{
    private readonly List<(UInt128 First, UInt128 Last)> _taken = Merge(taken.Select(RangeOf));
    private UInt128? _next;
    private int _pool;

    /// <summary>Gets where the last pool was written.</summary>
    internal Place At => pools[^1].At;

    public override string ToString() => string.Join(", ", pools.Select(static pool => pool.Value));

    /// <summary>Returns an address of a network by its number in it.</summary>
    internal static IPAddress AddressIn(IPNetwork network, int number) => ToAddress(NumberOf(network.BaseAddress) + (UInt128)number, network.BaseAddress.AddressFamily);

    /// <summary>Takes a network; <see langword="null"/> if there is none of that length.</summary>
    internal IPNetwork? Take(int length)
    {
        for (; _pool < pools.Count; _pool++, _next = null)
        {
            IPNetwork pool = pools[_pool].Value;
            AddressFamily family = pool.BaseAddress.AddressFamily;
            (UInt128 first, UInt128 last) = RangeOf(pool);
            UInt128 size = UInt128.One << (AddressText.BitsOf(family) - length);
            UInt128 at = RoundUp(_next ?? first, size);
            while (pool.PrefixLength <= length && at <= last && last - at >= size - 1)
            {
                if (Overlapping(at, at + size - 1) is not { } other)
                {
                    _next = at + size;
                    return new IPNetwork(ToAddress(at, family), length);
                }

                at = RoundUp(other + 1, size);
            }
        }

        return null;
    }

    private static UInt128 RoundUp(UInt128 number, UInt128 size) => (number + size - 1) / size * size;

    private static UInt128 NumberOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? AddressNumbers.Of(address) : AddressNumbers.Of6(address);

    private static IPAddress ToAddress(UInt128 number, AddressFamily family) =>
        family == AddressFamily.InterNetwork ? AddressNumbers.ToAddress((uint)number) : AddressNumbers.ToAddress6(number);

    private static (UInt128 First, UInt128 Last) RangeOf(IPNetwork network)
    {
        UInt128 first = NumberOf(network.BaseAddress);
        return (first, first + (UInt128.One << (AddressText.BitsOf(network.BaseAddress.AddressFamily) - network.PrefixLength)) - 1);
    }

    // In order, none overlapping another.
    private static List<(UInt128 First, UInt128 Last)> Merge(IEnumerable<(UInt128 First, UInt128 Last)> ranges)
    {
        List<(UInt128 First, UInt128 Last)> merged = [];
        foreach ((UInt128 First, UInt128 Last) range in ranges.OrderBy(static range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last)
            {
                merged[^1] = (merged[^1].First, UInt128.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }

    // The end of what somebody has between the two, which the search is to go on behind.
    private UInt128? Overlapping(UInt128 first, UInt128 last)
    {
        int low = 0;
        int high = _taken.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _taken[middle].Last < first ? (middle + 1, high) : (low, middle);
        }

        return low < _taken.Count && _taken[low].First <= last ? _taken[low].Last : null;
    }
}
