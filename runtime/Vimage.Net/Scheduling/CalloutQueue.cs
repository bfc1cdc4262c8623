namespace Vimage.Net;

/// <summary>Callouts in the order in which they are due: a binary heap whose members know where they are in it.</summary>
internal sealed class CalloutQueue
{
    private Callout[] _heap = new Callout[16];
    private int _count;
    private long _sequence;

    /// <summary>Gets how many are in line.</summary>
    internal int Count => _count;

    /// <summary>Gets the callout that is due first.</summary>
    internal Callout? First => _count == 0 ? null : _heap[0];

    /// <summary>Puts a callout in line, or moves it to another time.</summary>
    internal void Set(Callout callout, long due)
    {
        callout.Due = due;
        callout.Sequence = _sequence++;
        if (!callout.IsPending)
        {
            if (_count == _heap.Length)
            {
                Array.Resize(ref _heap, _count * 2);
            }

            callout.Position = _count;
            _heap[_count++] = callout;
        }

        SiftUp(callout);
        SiftDown(callout);
    }

    /// <summary>Takes a callout out of line, if it is there.</summary>
    internal void Remove(Callout callout)
    {
        if (!callout.IsPending)
        {
            return;
        }

        Callout last = _heap[--_count];
        _heap[_count] = null!;
        if (!ReferenceEquals(last, callout))
        {
            Place(last, callout.Position);
            SiftUp(last);
            SiftDown(last);
        }

        callout.Position = -1;
    }

    private void SiftUp(Callout callout)
    {
        while (callout.Position > 0 && IsBefore(callout, _heap[(callout.Position - 1) / 2]))
        {
            Swap(callout, _heap[(callout.Position - 1) / 2]);
        }
    }

    private void SiftDown(Callout callout)
    {
        while (true)
        {
            int child = (callout.Position * 2) + 1;
            if (child >= _count)
            {
                return;
            }

            if (child + 1 < _count && IsBefore(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!IsBefore(_heap[child], callout))
            {
                return;
            }

            Swap(_heap[child], callout);
        }
    }

    private void Swap(Callout one, Callout other)
    {
        int position = one.Position;
        Place(one, other.Position);
        Place(other, position);
    }

    private void Place(Callout callout, int position)
    {
        callout.Position = position;
        _heap[position] = callout;
    }

    private static bool IsBefore(Callout one, Callout other) =>
        one.Due < other.Due || (one.Due == other.Due && one.Sequence < other.Sequence);
}
