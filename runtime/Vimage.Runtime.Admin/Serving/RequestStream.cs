namespace Vimage.Admin.Serving;

/// <summary>
/// What a caller sends, within bounds: a request is one line, neither too long nor too slow, and a caller that does not wait for answers is
/// not read from until it has had some.
/// </summary>
internal sealed class RequestStream(Stream caller, TimeSpan timeout) : Stream
{
    private const int LongestRequest = 64 << 10;
    private const int MostUnanswered = 16;

#pragma warning disable CA2213 // Nobody has a handle of it to be waited for, and somebody may wait still.
    private readonly SemaphoreSlim _mayRead = new(MostUnanswered, int.MaxValue);
#pragma warning restore CA2213
    private int _length;
    private volatile bool _isOver;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = _length == 0
            ? await caller.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)
            : await ReadRestAsync(buffer, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < count; i++)
        {
            if (buffer.Span[i] == (byte)'\n')
            {
                _length = 0;
                await _mayRead.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (_isOver)
                {
                    return 0;
                }
            }
            else if (++_length > LongestRequest)
            {
                throw new InvalidDataException($"A request has more than {LongestRequest} bytes. (EMSGSIZE)");
            }
        }

        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await caller.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Nobody will be answered any more.
            End();
            throw;
        }

        int answers = buffer.Span.Count((byte)'\n');
        if (answers > 0)
        {
            _mayRead.Release(answers);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => caller.FlushAsync(cancellationToken);

    public override void Flush() => caller.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End();
            caller.Dispose();
        }

        base.Dispose(disposing);
    }

    // Whoever waits to read on finds that there is nothing more.
    private void End()
    {
        _isOver = true;
        _mayRead.Release();
    }

    // From its first byte on, the clock runs.
    private async ValueTask<int> ReadRestAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(timeout);
        try
        {
            return await caller.ReadAsync(buffer, late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidDataException($"The rest of a request did not come within {timeout.TotalSeconds:0.#} seconds. (ETIMEDOUT)");
        }
    }
}
