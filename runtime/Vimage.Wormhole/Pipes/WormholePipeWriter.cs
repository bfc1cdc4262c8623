using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <summary>Writes into the ring in place; what does not fit there waits beside it until it is flushed.</summary>
internal sealed class WormholePipeWriter(WormholePipe end, ByteWarp warp) : PipeWriter
{
    private readonly ArrayBufferWriter<byte> _beside = new();

    // Bytes in the ring that were written and not flushed; then come those beside it, of which so many are in the ring already.
    private int _ahead;
    private int _moved;
    private bool _isLastBeside;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _ahead + _beside.WrittenCount - _moved;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        end.ThrowUnlessMine();
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        if (_beside.WrittenCount == 0 && warp.SpaceAt(_ahead) is var space && space.Length >= Math.Max(1, sizeHint))
        {
            _isLastBeside = false;
            return space;
        }

        _isLastBeside = true;
        return _beside.GetMemory(sizeHint);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (_isLastBeside)
        {
            _beside.Advance(bytes);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, warp.SpaceAt(_ahead).Length);
        _ahead += bytes;
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        end.ThrowUnlessMine();
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<FlushResult>(cancellationToken);
        }

        return TryFlush(out FlushResult result) ? new ValueTask<FlushResult>(result) : FlushSlowlyAsync(cancellationToken);
    }

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        end.ThrowUnlessMine();
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<FlushResult>(cancellationToken);
        }

        if (UnflushedBytes == 0)
        {
            source = source[warp.TrySend(source.Span)..];
        }

        if (!source.IsEmpty && warp.Ending is null)
        {
            _isLastBeside = true;
            _beside.Write(source.Span);
        }

        return FlushAsync(cancellationToken);
    }

    public override void CancelPendingFlush() => end.InterruptSend();

    public override void Complete(Exception? exception = null)
    {
        end.ThrowUnlessMine();
        if (TryFlush(out _))
        {
            warp.End(WormholeEndReason.Completed);
        }
        else
        {
            // As with pipes, what was written still gets there.
            _ = CompleteAsync().AsTask();
        }
    }

    public override async ValueTask CompleteAsync(Exception? exception = null)
    {
        end.ThrowUnlessMine();
        if (!TryFlush(out _))
        {
            await FlushSlowlyAsync(CancellationToken.None).ConfigureAwait(false);
        }

        warp.End(WormholeEndReason.Completed);
    }

    /// <summary>Waits with the thread.</summary>
    internal void Write(ReadOnlySpan<byte> source)
    {
        end.ThrowUnlessMine();
        while (!TryFlush(out _))
        {
            end.WaitToSend(CancellationToken.None);
        }

        while (true)
        {
            source = source[warp.TrySend(source)..];
            if (source.IsEmpty)
            {
                return;
            }

            end.ThrowIfSendingEnded();
            end.WaitToSend(CancellationToken.None);
        }
    }

    private bool TryFlush(out FlushResult result)
    {
        if (end.TakeSendInterrupt())
        {
            result = new FlushResult(isCanceled: true, isCompleted: false);
            return true;
        }

        if (!TryMove() && warp.Ending is null)
        {
            result = default;
            return false;
        }

        WarpEnding? ending = warp.Ending;
        if (ending is not null)
        {
            Forget();
            if (ending.Reason is WormholeEndReason.Revoked or WormholeEndReason.PeerDied)
            {
                throw end.Closed(ending.Reason);
            }
        }

        result = new FlushResult(isCanceled: false, isCompleted: ending is not null);
        return true;
    }

    private bool TryMove()
    {
        while (_ahead > 0)
        {
            int committed = warp.Commit(_ahead);
            _ahead -= committed;
            if (committed == 0)
            {
                return false;
            }
        }

        while (_moved < _beside.WrittenCount)
        {
            int moved = warp.TrySend(_beside.WrittenSpan[_moved..]);
            _moved += moved;
            if (moved == 0)
            {
                return false;
            }
        }

        Forget();
        return true;
    }

    private void Forget()
    {
        _ahead = 0;
        _moved = 0;
        if (_beside.WrittenCount > 0)
        {
            _beside.ResetWrittenCount();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<FlushResult> FlushSlowlyAsync(CancellationToken cancellationToken)
    {
        FlushResult result;
        do
        {
            await end.WaitToSendAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!TryFlush(out result));

        return result;
    }
}
