namespace Vimage.Net;

/// <summary>The fragments of one packet that have come so far, in the order of their offsets. (FreeBSD: <c>struct ipq</c>, <c>struct ip6q</c>.)</summary>
/// <typeparam name="TKey">What they have in common.</typeparam>
internal sealed class FragmentQueue<TKey>(TKey key, long deadline)
{
    private const int NotCapable = 0;

    private readonly List<Fragment> _fragments = [];

    // Known when the last fragment has come.
    private int _total = -1;

    internal enum Verdict
    {
        Added,

        /// <summary>It has come before, or its mark of congestion is none that a router could have made of the others' (RFC 3168, 5.3).</summary>
        Refused,

        /// <summary>It contradicts others: none of them is to be believed (RFC 5722, and what attackers make of overlaps).</summary>
        Contradiction,
    }

    internal TKey Key { get; } = key;

    internal long Deadline { get; } = deadline;

    internal int Count => _fragments.Count;

    /// <summary>Gets the number of bytes of payload that have come.</summary>
    internal int Received { get; private set; }

    internal bool IsComplete => Received == _total;

    /// <summary>Gets the fragment that the packet begins with; whoever asks knows that it has come.</summary>
    internal Fragment First => _fragments[0];

    /// <summary>Gets the length of the longest fragment, with its headers.</summary>
    internal int Longest => _fragments.Max(static each => each.Packet.Length);

    internal bool HasCongestion { get; private set; }

    internal Verdict Add(in Fragment fragment)
    {
        int start = fragment.Offset;
        int end = fragment.End;
        if ((fragment.IsLast && _total >= 0 && _total != end) || (_total >= 0 && end > _total))
        {
            return Verdict.Contradiction;
        }

        int index = _fragments.FindIndex(each => each.Offset >= start);
        index = index < 0 ? _fragments.Count : index;
        if (index < _fragments.Count && _fragments[index].Offset == start && _fragments[index].End == end)
        {
            return Verdict.Refused;
        }

        bool overlapsBefore = index > 0 && _fragments[index - 1].End > start;
        bool overlapsAfter = index < _fragments.Count && _fragments[index].Offset < end;
        if (overlapsBefore || overlapsAfter || (fragment.IsLast && index < _fragments.Count))
        {
            return Verdict.Contradiction;
        }

        if (_fragments.Count > 0 && (fragment.Congestion == NotCapable) != (_fragments[0].Congestion == NotCapable))
        {
            return Verdict.Refused;
        }

        _fragments.Insert(index, fragment);
        Received += end - start;
        _total = fragment.IsLast ? end : _total;
        HasCongestion |= fragment.Congestion == 3;
        return Verdict.Added;
    }

    /// <summary>Makes the packet, with the beginning of the headers of its first fragment; <see langword="null"/> if it were too long.</summary>
    internal Mbuf? Assemble(MbufPool pool, int headerLength, int maxLength)
    {
        if (headerLength + _total > maxLength)
        {
            return null;
        }

        Mbuf first = _fragments[0].Packet;
        Mbuf whole = pool.Get(headerLength + _total);
        first.Span[..headerLength].CopyTo(whole.Append(headerLength));
        foreach (Fragment fragment in _fragments)
        {
            fragment.Payload.CopyTo(whole.Append(fragment.Size));
        }

        whole.ReceiveInterface = first.ReceiveInterface;
        whole.Fib = first.Fib;
        whole.Flags = first.Flags;
        whole.Zone = first.Zone;
        return whole;
    }

    internal void Free()
    {
        foreach (Fragment fragment in _fragments)
        {
            fragment.Packet.Free();
        }

        _fragments.Clear();
    }

    /// <summary>Gives the fragment with the beginning of the packet away, if it has come, and frees the others.</summary>
    internal Mbuf? TakeFirst()
    {
        Mbuf? first = _fragments.Count > 0 && _fragments[0].Offset == 0 ? _fragments[0].Packet : null;
        if (first is not null)
        {
            _fragments.RemoveAt(0);
        }

        Free();
        return first;
    }
}
