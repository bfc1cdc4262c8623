namespace Vimage.Net;

/// <summary>The segments that are not acknowledged yet, in order, without gaps. (FreeBSD: <c>rack_sendmap</c>.)</summary>
internal sealed class SendMap
{
    private const int MinCapacity = 16;

    private SentSegment[] _segments = [];
    private int _first;

    internal int Count { get; private set; }

    internal ref SentSegment this[int index] => ref _segments[(_first + index) & (_segments.Length - 1)];

    internal void Append(in SentSegment segment)
    {
        if (Count == _segments.Length)
        {
            Grow();
        }

        this[Count++] = segment;
    }

    internal void RemoveFirst()
    {
        _first = (_first + 1) & (_segments.Length - 1);
        Count--;
    }

    /// <summary>Makes two segments of one: what is before a sequence number, and what is from there on.</summary>
    internal void Split(int index, uint at)
    {
        Append(default);
        for (int i = Count - 1; i > index; i--)
        {
            this[i] = this[i - 1];
        }

        this[index].End = at;
        this[index + 1].Start = at;
    }

    internal void Clear()
    {
        _segments = [];
        _first = 0;
        Count = 0;
    }

    private void Grow()
    {
        SentSegment[] larger = new SentSegment[Math.Max(MinCapacity, _segments.Length * 2)];
        for (int i = 0; i < Count; i++)
        {
            larger[i] = this[i];
        }

        _segments = larger;
        _first = 0;
    }
}
