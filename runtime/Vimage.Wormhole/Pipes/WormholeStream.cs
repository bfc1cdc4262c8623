using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <summary>A pipe as a stream. Writes are flushed at once.</summary>
internal sealed class WormholeStream(WormholePipe end, WormholePipeReader reader, WormholePipeWriter writer) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Take(reader.Read(), buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<ReadResult> read = reader.ReadAsync(cancellationToken);
        return read.IsCompletedSuccessfully ? new ValueTask<int>(Take(read.Result, buffer.Span)) : TakeSlowlyAsync(read, buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => writer.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<FlushResult> write = writer.WriteAsync(buffer, cancellationToken);
        if (!write.IsCompletedSuccessfully)
        {
            return FinishSlowlyAsync(write, buffer.IsEmpty);
        }

        ThrowIfOver(write.Result, buffer.IsEmpty);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
        // Nothing is kept back.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            end.Close(WormholeEndReason.Closed);
        }

        base.Dispose(disposing);
    }

    // A read of nothing waits until there is something, and leaves it there.
    private int Take(ReadResult result, Span<byte> buffer)
    {
        ReadOnlySequence<byte> taken = result.Buffer.Slice(0, Math.Min(buffer.Length, result.Buffer.Length));
        taken.CopyTo(buffer);
        reader.AdvanceTo(taken.End);
        return (int)taken.Length;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> TakeSlowlyAsync(ValueTask<ReadResult> read, Memory<byte> buffer) =>
        Take(await read.ConfigureAwait(false), buffer.Span);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishSlowlyAsync(ValueTask<FlushResult> write, bool wasNothing) =>
        ThrowIfOver(await write.ConfigureAwait(false), wasNothing);

    private void ThrowIfOver(FlushResult result, bool wasNothing)
    {
        if (result.IsCompleted && !wasNothing)
        {
            throw end.Closed(end.OutgoingWarp.Ending!.Reason);
        }
    }
}
