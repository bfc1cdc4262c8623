namespace Vimage.Net;

/// <summary>The bytes that have arrived in order and are to be read. (FreeBSD: <c>so_rcv</c>.)</summary>
internal sealed class ReceiveQueue
{
    private MbufQueue _packets;
    private Mbuf? _last;

    /// <summary>Gets the number of bytes.</summary>
    internal int Count { get; private set; }

    /// <summary>Takes a packet of nothing but data. What is small goes with the packet before: a buffer for each byte would be too much.</summary>
    internal void Append(Mbuf packet)
    {
        Count += packet.Length;
        if (_last is not null && packet.Length <= _last.Tailroom)
        {
            packet.Span.CopyTo(_last.Append(packet.Length));
            packet.Free();
        }
        else
        {
            _packets.Enqueue(packet);
            _last = packet;
        }
    }

    /// <summary>Takes bytes from the front, as many as there are and fit.</summary>
    internal int Read(Span<byte> target)
    {
        int copied = 0;
        while (copied < target.Length && _packets.First is { } packet)
        {
            int count = Math.Min(packet.Length, target.Length - copied);
            packet.Span[..count].CopyTo(target[copied..]);
            packet.TrimFront(count);
            copied += count;
            if (packet.Length == 0)
            {
                _packets.Dequeue();
                _last = _packets.Count == 0 ? null : _last;
                packet.Free();
            }
        }

        Count -= copied;
        return copied;
    }

    /// <summary>Copies bytes from the front, and leaves them.</summary>
    internal int Peek(Span<byte> target)
    {
        int copied = 0;
        for (Mbuf? packet = _packets.First; packet is not null && copied < target.Length; packet = packet.Next)
        {
            int count = Math.Min(packet.Length, target.Length - copied);
            packet.Span[..count].CopyTo(target[copied..]);
            copied += count;
        }

        return copied;
    }

    internal void Clear()
    {
        _packets.Drain();
        _last = null;
        Count = 0;
    }
}
