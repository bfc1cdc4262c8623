namespace Vimage.Net;

/// <summary>The fragments of one packet that have come so far, in the order of their offsets. (FreeBSD: <c>struct ipq</c>.)</summary>
internal sealed class FragmentQueue(FragmentKey key, long deadline)
{
    private readonly List<Mbuf> _fragments = [];

    // Known when the last fragment has come.
    private int _total = -1;

    internal enum Verdict
    {
        Added,

        /// <summary>It has come before.</summary>
        Duplicate,

        /// <summary>It contradicts others: none of them is to be believed (RFC 5722, and what attackers make of overlaps).</summary>
        Contradiction,
    }

    internal FragmentKey Key { get; } = key;

    internal long Deadline { get; } = deadline;

    internal int Count => _fragments.Count;

    /// <summary>Gets the number of bytes of payload that have come.</summary>
    internal int Received { get; private set; }

    internal bool IsComplete => Received == _total;

    /// <summary>Gets the fragment with the beginning of the packet, if it has come.</summary>
    internal Mbuf? First => _fragments.Count > 0 && OffsetOf(_fragments[0]) == 0 ? _fragments[0] : null;

    internal Verdict Add(Mbuf fragment)
    {
        int start = OffsetOf(fragment);
        int end = start + SizeOf(fragment);
        bool isLast = (new IpHeader(fragment.Span).Fragment & IpHeader.MoreFragments) == 0;
        if ((isLast && _total >= 0 && _total != end) || (_total >= 0 && end > _total))
        {
            return Verdict.Contradiction;
        }

        int index = _fragments.FindIndex(each => OffsetOf(each) >= start);
        index = index < 0 ? _fragments.Count : index;
        if (index < _fragments.Count && OffsetOf(_fragments[index]) == start && SizeOf(_fragments[index]) == end - start)
        {
            return Verdict.Duplicate;
        }

        bool overlapsBefore = index > 0 && OffsetOf(_fragments[index - 1]) + SizeOf(_fragments[index - 1]) > start;
        bool overlapsAfter = index < _fragments.Count && OffsetOf(_fragments[index]) < end;
        if (overlapsBefore || overlapsAfter || (isLast && index < _fragments.Count))
        {
            return Verdict.Contradiction;
        }

        _fragments.Insert(index, fragment);
        Received += end - start;
        _total = isLast ? end : _total;
        return Verdict.Added;
    }

    /// <summary>Makes the packet, with the header of the first fragment; <see langword="null"/> if it were too long.</summary>
    internal Mbuf? Assemble(MbufPool pool)
    {
        int headerLength = new IpHeader(_fragments[0].Span).HeaderLength;
        if (headerLength + _total > IpHeader.MaxPacket)
        {
            return null;
        }

        Mbuf whole = pool.Get(headerLength + _total);
        _fragments[0].Span[..headerLength].CopyTo(whole.Append(headerLength));
        foreach (Mbuf fragment in _fragments)
        {
            Span<byte> payload = new IpHeader(fragment.Span).Payload;
            payload.CopyTo(whole.Append(payload.Length));
        }

        whole.ReceiveInterface = _fragments[0].ReceiveInterface;
        whole.Fib = _fragments[0].Fib;
        whole.Flags = _fragments[0].Flags;
        IpHeader ip = new(whole.Span) { TotalLength = whole.Length, Fragment = 0 };
        ip.WriteChecksum();
        return whole;
    }

    internal void Free()
    {
        foreach (Mbuf fragment in _fragments)
        {
            fragment.Free();
        }

        _fragments.Clear();
    }

    /// <summary>Gives the first fragment away, and frees the others.</summary>
    internal Mbuf? TakeFirst()
    {
        Mbuf? first = First;
        if (first is not null)
        {
            _fragments.RemoveAt(0);
        }

        Free();
        return first;
    }

    private static int OffsetOf(Mbuf fragment) => new IpHeader(fragment.Span).FragmentOffset;

    private static int SizeOf(Mbuf fragment) => fragment.Length - new IpHeader(fragment.Span).HeaderLength;
}
