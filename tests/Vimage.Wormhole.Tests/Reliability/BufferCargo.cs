namespace Vimage.Wormholes.Tests;

/// <summary>Buffers whose ownership passes, each with its number, one by one and in batches.</summary>
internal sealed class BufferCargo(WormholeEnd<WormholeBuffer> first, WormholeEnd<WormholeBuffer> to) : Cargo(first, to)
{
    private const int MaxLength = 2000;

    private readonly WormholeBuffer[] _received = new WormholeBuffer[8];
    private long _sent;
    private long _seen;

    internal override long Sent => _sent;

    internal override long Seen => _seen;

    internal override bool SendNext(Random random)
    {
        WormholeEnd<WormholeBuffer> from = (WormholeEnd<WormholeBuffer>)From;
        WormholeBuffer[] next = [.. Enumerable.Range(0, random.Next(4) == 0 ? random.Next(1, _received.Length) : 1).Select(_ => Fill(random))];
        try
        {
            switch (random.Next(3))
            {
                case 0:
                    from.SendBatch(next);
                    break;
                case 1:
                    from.SendBatchAsync(next).AsTask().GetAwaiter().GetResult();
                    break;
                default:
                    Array.ForEach(next, each => from.Send(each));
                    break;
            }
        }
        catch (WormholeException)
        {
            // What was not accepted is the sender's still, and what was accepted is not.
            int left = next.Count(static each => each.IsOwned);
            if (next.Skip(next.Length - left).Any(static each => !each.IsOwned))
            {
                Fail("An end", _sent);
            }

            Array.ForEach(next, static each => each.Dispose());
            throw;
        }

        if (Array.Exists(next, static each => each.IsOwned))
        {
            Fail("A buffer that was sent and is the sender's still", _sent);
        }

        return true;
    }

    internal override bool ReceiveNext(Random random)
    {
        int count = random.Next(2) == 0 ? to.ReceiveBatch(_received) : Wait(to.ReceiveBatchAsync(_received));
        for (int i = 0; i < count; i++)
        {
            Check(_received[i]);
            _received[i].Dispose();
            _seen++;
        }

        return count > 0;
    }

    private WormholeBuffer Fill(Random random)
    {
        WormholeBuffer buffer = WormholeBuffer.Rent(random.Next(sizeof(long), MaxLength));
        buffer.Span.Fill((byte)buffer.Length);
        BitConverter.TryWriteBytes(buffer.Span, _sent++);
        return buffer;
    }

    private void Check(WormholeBuffer buffer)
    {
        if (BitConverter.ToInt64(buffer.Span) != _seen || buffer.Span[sizeof(long)..].ContainsAnyExcept((byte)buffer.Length))
        {
            Fail($"Buffer {BitConverter.ToInt64(buffer.Span)} of {buffer.Length} bytes", _seen);
        }
    }
}
