using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <summary>Reads from the ring in place.</summary>
/// <remarks>
/// A reader that has seen everything and wants more before it consumes any would wait for ever once the ring is full. What it keeps is
/// then moved out of the ring, to <see cref="KeptBytes"/>.
/// </remarks>
internal sealed class WormholePipeReader(WormholePipe end) : PipeReader
{
    private readonly KeptBytes _kept = new();
    private readonly RingSequence _sequence = new();
    private ReadOnlySequence<byte> _current;
    private bool _isReading;

    /// <summary>Gets how many bytes of the ring were examined and not consumed.</summary>
    internal int ExaminedInRing { get; private set; }

    public override bool TryRead(out ReadResult result)
    {
        end.ThrowUnlessMine();
        if (_isReading)
        {
            throw new InvalidOperationException("The last read was not followed by AdvanceTo.");
        }

        if (end.TakeReceiveInterrupt())
        {
            result = Result(isCanceled: true);
            return true;
        }

        // After a switch to another ring there may be nothing yet.
        while (!end.HasNews)
        {
            switch (end.Look())
            {
                case WormholeEnd.Outlook.End:
                    result = Result(isCanceled: false);
                    return true;
                case WormholeEnd.Outlook.Wait:
                    result = default;
                    return false;
            }
        }

        result = Result(isCanceled: false);
        return true;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ReadResult>(cancellationToken);
        }

        return TryRead(out ReadResult result) ? new ValueTask<ReadResult>(result) : ReadSlowlyAsync(cancellationToken);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!_isReading)
        {
            throw new InvalidOperationException("There was no read to advance.");
        }

        int consumedBytes = (int)_current.Slice(_current.Start, consumed).Length;
        int examinedBytes = Math.Max(consumedBytes, (int)_current.Slice(_current.Start, examined).Length);
        _isReading = false;
        _current = default;
        int ofKept = Math.Min(_kept.Length, consumedBytes);
        int examinedBehind = Math.Max(0, examinedBytes - _kept.Length);
        _kept.Consume(ofKept);
        Consume(consumedBytes - ofKept);
        ExaminedInRing = examinedBehind - (consumedBytes - ofKept);
        if (end.Incoming.Available == end.Incoming.Capacity && ExaminedInRing == end.Incoming.Capacity)
        {
            KeepRest();
        }
    }

    public override void CancelPendingRead() => end.InterruptReceive();

    public override void Complete(Exception? exception = null)
    {
        end.ThrowUnlessMine();
        _isReading = false;
        end.IncomingWarp.EndAll(WormholeEndReason.Completed);
        _kept.Clear();
    }

    /// <summary>Waits with the thread.</summary>
    internal ReadResult Read()
    {
        ReadResult result;
        while (!TryRead(out result))
        {
            end.WaitToReceive(CancellationToken.None);
        }

        return result;
    }

    /// <summary>Moves out of the ring what is left of it.</summary>
    internal void KeepRest()
    {
        end.Incoming.Peek(out Memory<byte> first, out Memory<byte> second);
        _kept.Add(first.Span);
        _kept.Add(second.Span);
        Consume(first.Length + second.Length);
        ExaminedInRing = 0;
    }

    private void Consume(int count)
    {
        if (count > 0 && !end.Incoming.Consume(end.Turn, count))
        {
            end.ThrowIfClosed();
        }
    }

    private ReadResult Result(bool isCanceled)
    {
        // The end is looked for before the last bytes.
        bool isCompleted = end.Incoming.Ending is { Next: null, Reason: not (WormholeEndReason.Revoked or WormholeEndReason.PeerDied) };
        end.Incoming.Peek(out Memory<byte> first, out Memory<byte> second);
        _current = _sequence.Of(_kept.Bytes, first, second);
        _isReading = true;
        return new ReadResult(_current, isCanceled, isCompleted);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> ReadSlowlyAsync(CancellationToken cancellationToken)
    {
        ReadResult result;
        do
        {
            await end.WaitToReceiveSlowlyAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!TryRead(out result));

        return result;
    }
}
