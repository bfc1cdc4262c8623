namespace Vimage.Net;

/// <summary>
/// Packets in line, in an array that grows to what was needed. For the line that every packet goes through: there is one
/// reference to write for each, where <see cref="MbufQueue"/> has three.
/// </summary>
/// <param name="limit">How many fit; a power of two.</param>
internal sealed class MbufRing(int limit)
{
    private Mbuf?[] _slots = new Mbuf?[64];
    private int _first;

    /// <summary>Gets the number of packets.</summary>
    internal int Count { get; private set; }

    /// <summary>Gets the packet that is next, if there is one.</summary>
    internal Mbuf? First => _slots[_first];

    /// <summary>Puts a packet at the end; <see langword="false"/> if there is no room.</summary>
    internal bool TryEnqueue(Mbuf packet)
    {
        if (Count == _slots.Length && !TryGrow())
        {
            return false;
        }

        Mbuf?[] slots = _slots;
        slots[(_first + Count) & (slots.Length - 1)] = packet;
        Count++;
        return true;
    }

    /// <summary>Takes the first packet out.</summary>
    internal void RemoveFirst()
    {
        Mbuf?[] slots = _slots;
        slots[_first] = null;
        _first = (_first + 1) & (slots.Length - 1);
        Count--;
    }

    private bool TryGrow()
    {
        if (_slots.Length >= limit)
        {
            return false;
        }

        Mbuf?[] larger = new Mbuf?[_slots.Length * 2];
        _slots.AsSpan(_first).CopyTo(larger);
        _slots.AsSpan(0, _first).CopyTo(larger.AsSpan(_slots.Length - _first));
        _slots = larger;
        _first = 0;
        return true;
    }
}
