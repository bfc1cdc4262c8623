using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <summary>
/// States by what their packets have on one side: a hash table whose keys are compared in place, for each packet asks it. Who sends
/// packets can't foresee the hash. (FreeBSD: <c>V_pf_keyhash</c>.)
/// </summary>
internal sealed class PfStateIndex(ulong seed)
{
    private const int LeastBuckets = 64;

    private PfStateLink?[] _buckets = new PfStateLink?[LeastBuckets];

    internal int Count { get; private set; }

    internal PfState? Find(in PfStateKey key)
    {
        int hash = key.Hash(seed);
        for (PfStateLink? link = _buckets[hash & (_buckets.Length - 1)]; link is not null; link = link.Next)
        {
            if (link.Hash == hash && PfStateKey.AreSame(link.Key, key))
            {
                return link.State;
            }
        }

        return null;
    }

    /// <summary>Finds one of IPv4, by what its packets have as it is in them: most do not need more.</summary>
    /// <param name="addresses">Both addresses, the remote one first.</param>
    /// <param name="transport">The protocol and the ports.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal PfState? FindIpv4(ulong addresses, ulong transport)
    {
        int hash = PfStateKey.Hash(addresses, transport, seed);
        for (PfStateLink? link = _buckets[hash & (_buckets.Length - 1)]; link is not null; link = link.Next)
        {
            if (link.Key.Transport == transport && link.Key.Ipv4Addresses == addresses)
            {
                return link.State;
            }
        }

        return null;
    }

    internal void Add(PfStateLink link)
    {
        if (Count == _buckets.Length)
        {
            Grow();
        }

        link.Hash = link.Key.Hash(seed);
        Insert(link);
        Count++;
    }

    internal void Remove(PfStateLink link)
    {
        ref PfStateLink? place = ref _buckets[link.Hash & (_buckets.Length - 1)];
        if (ReferenceEquals(place, link))
        {
            place = link.Next;
        }
        else
        {
            PfStateLink before = place!;
            while (!ReferenceEquals(before.Next, link))
            {
                before = before.Next!;
            }

            before.Next = link.Next;
        }

        link.Next = null;
        Count--;
    }

    internal List<PfState> ToList()
    {
        List<PfState> all = new(Count);
        foreach (PfStateLink? first in _buckets)
        {
            for (PfStateLink? link = first; link is not null; link = link.Next)
            {
                all.Add(link.State);
            }
        }

        return all;
    }

    internal void Clear()
    {
        _buckets = new PfStateLink?[LeastBuckets];
        Count = 0;
    }

    private void Insert(PfStateLink link)
    {
        ref PfStateLink? place = ref _buckets[link.Hash & (_buckets.Length - 1)];
        link.Next = place;
        place = link;
    }

    private void Grow()
    {
        PfStateLink?[] before = _buckets;
        _buckets = new PfStateLink?[before.Length * 2];
        foreach (PfStateLink? first in before)
        {
            PfStateLink? link = first;
            while (link is not null)
            {
                PfStateLink? next = link.Next;
                Insert(link);
                link = next;
            }
        }
    }
}
