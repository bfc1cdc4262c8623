using System.Buffers;
using System.IO.Pipelines;
using Vimage.Admin.Protocol;

namespace Vimage.Admin.Serving;

/// <summary>Something whose output is read piece by piece from outside.</summary>
internal abstract class OutputSource(Pipe pipe) : IAsyncDisposable
{
    private const int MostAtOnce = 48 << 10;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private int _readers;

    private protected Pipe Pipe => pipe;

    private protected virtual int? ExitCode => null;

    private protected virtual long Lost => 0;

    /// <summary>Ends it; what is there can still be read.</summary>
    internal abstract ValueTask CloseAsync();

    public async ValueTask DisposeAsync()
    {
        // Nobody reads any more: a writer that waits goes on, and finds that out.
        await pipe.Reader.CompleteAsync().ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    internal async Task<StreamChunk> ReadAsync()
    {
        if (Interlocked.Exchange(ref _readers, 1) == 1)
        {
            throw AdminScope.Failure("EBUSY", null, "This stream is being read. Wait for the answer before you read on.");
        }

        try
        {
            return await ReadNextAsync().ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _readers, 0);
        }
    }

    private async Task<StreamChunk> ReadNextAsync()
    {
        using CancellationTokenSource timeUp = new(s_patience);
        ReadResult result;
        try
        {
            result = await pipe.Reader.ReadAsync(timeUp.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new StreamChunk([], IsEnd: false, ExitCode: null, Lost);
        }

        ReadOnlySequence<byte> taken = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, MostAtOnce));
        byte[] data = taken.ToArray();
        bool isEnd = result.IsCompleted && data.Length == result.Buffer.Length;
        pipe.Reader.AdvanceTo(taken.End);
        OnRead(data.Length);
        return new StreamChunk(data, isEnd, isEnd ? ExitCode : null, Lost);
    }

    private protected virtual void OnRead(int length)
    {
    }
}
