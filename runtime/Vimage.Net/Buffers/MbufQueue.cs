namespace Vimage.Net;

/// <summary>Packets in line, linked through themselves. (FreeBSD: <c>struct mbufq</c>.)</summary>
internal struct MbufQueue
{
    private Mbuf? _first;
    private Mbuf? _last;

    /// <summary>Gets the number of packets.</summary>
    internal int Count { get; private set; }

    /// <summary>Gets the packet that has been there longest.</summary>
    internal readonly Mbuf? First => _first;

    internal void Enqueue(Mbuf packet)
    {
        packet.Next = null;
        if (_last is null)
        {
            _first = packet;
        }
        else
        {
            _last.Next = packet;
        }

        _last = packet;
        Count++;
    }

    internal Mbuf? Dequeue()
    {
        Mbuf? packet = _first;
        if (packet is not null)
        {
            _first = packet.Next;
            packet.Next = null;
            if (_first is null)
            {
                _last = null;
            }

            Count--;
        }

        return packet;
    }

    /// <summary>Frees all. (FreeBSD: <c>mbufq_drain</c>.)</summary>
    internal void Drain()
    {
        while (Dequeue() is { } packet)
        {
            packet.Free();
        }
    }
}
