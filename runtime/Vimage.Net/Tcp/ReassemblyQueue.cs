namespace Vimage.Net;

/// <summary>Data that has come before what is before it. (FreeBSD: <c>t_segq</c>.)</summary>
internal sealed class ReassemblyQueue
{
    private readonly List<(uint Start, Mbuf Data)> _early = [];

    internal bool IsEmpty => _early.Count == 0;

    internal int Count => _early.Count;

    /// <summary>Takes a packet of nothing but data; what is there already is cut off it.</summary>
    /// <param name="start">Where the data begins.</param>
    /// <param name="data">The packet.</param>
    /// <returns>The stretch without gaps that the data is now in.</returns>
    internal SackBlock Insert(uint start, Mbuf data)
    {
        uint first = start;
        uint end = start + (uint)data.Length;
        int index = _early.Count;
        while (index > 0 && SequenceNumber.IsBefore(start, _early[index - 1].Start))
        {
            index--;
        }

        if (index > 0 && End(index - 1) is var before && SequenceNumber.IsBefore(start, before))
        {
            start = SequenceNumber.Earlier(before, end);
        }

        // What begins later and is in this one altogether goes; what goes on behind it stays, and this one is cut.
        while (index < _early.Count && SequenceNumber.IsBeforeOrAt(End(index), end) && SequenceNumber.IsBefore(start, end))
        {
            _early[index].Data.Free();
            _early.RemoveAt(index);
        }

        uint cut = index < _early.Count ? SequenceNumber.Earlier(_early[index].Start, end) : end;
        if (SequenceNumber.IsBefore(start, cut))
        {
            data.TrimFront((int)(start - first));
            data.TrimTo((int)(cut - start));
            _early.Insert(index, (start, data));
        }
        else
        {
            data.Free();
            index = Math.Max(0, index - 1);
        }

        return StretchAround(index);
    }

    /// <summary>Returns the first stretch without gaps of some data that is here already; none if none of it is.</summary>
    internal SackBlock? FindKnown(uint start, uint end)
    {
        SackBlock? known = null;
        for (int i = 0; i < _early.Count && SequenceNumber.IsBefore(_early[i].Start, end); i++)
        {
            SackBlock common = new(SequenceNumber.Later(_early[i].Start, start), SequenceNumber.Earlier(End(i), end));
            if (!SequenceNumber.IsBefore(common.Start, common.End))
            {
                continue;
            }

            if (known is { } before && before.End != common.Start)
            {
                break;
            }

            known = new SackBlock(known?.Start ?? common.Start, common.End);
        }

        return known;
    }

    /// <summary>Takes out the packet that goes on from a sequence number, if there is one, without what is before that.</summary>
    internal Mbuf? TakeAt(uint next)
    {
        while (_early.Count > 0 && SequenceNumber.IsBeforeOrAt(_early[0].Start, next))
        {
            (uint start, Mbuf data) = _early[0];
            _early.RemoveAt(0);
            int known = (int)(next - start);
            if (known < data.Length)
            {
                data.TrimFront(known);
                return data;
            }

            data.Free();
        }

        return null;
    }

    internal void Clear()
    {
        foreach ((_, Mbuf data) in _early)
        {
            data.Free();
        }

        _early.Clear();
    }

    private uint End(int index) => _early[index].Start + (uint)_early[index].Data.Length;

    private SackBlock StretchAround(int index)
    {
        int first = index;
        while (first > 0 && End(first - 1) == _early[first].Start)
        {
            first--;
        }

        int last = index;
        while (last + 1 < _early.Count && End(last) == _early[last + 1].Start)
        {
            last++;
        }

        return new SackBlock(_early[first].Start, End(last));
    }
}
