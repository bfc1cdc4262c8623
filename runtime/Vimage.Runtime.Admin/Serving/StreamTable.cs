using Vimage.Admin.Protocol;

namespace Vimage.Admin.Serving;

/// <summary>The streams of one connection, which end with it.</summary>
internal sealed class StreamTable : IAsyncDisposable
{
    private const int Most = 8;

    private readonly Dictionary<int, OutputSource> _streams = [];
    private int _last;

    public async ValueTask DisposeAsync()
    {
        OutputSource[] streams;
        lock (_streams)
        {
            streams = [.. _streams.Values];
            _streams.Clear();
        }

        foreach (OutputSource each in streams)
        {
            await each.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Takes a stream up.</summary>
    /// <returns>Its number.</returns>
    internal int Add(OutputSource stream)
    {
        lock (_streams)
        {
            if (_streams.Count < Most)
            {
                _streams.Add(++_last, stream);
                return _last;
            }
        }

        _ = stream.DisposeAsync().AsTask();
        throw AdminScope.Failure("EMFILE", null, $"This connection has {Most} streams open. Close one first.");
    }

    internal OutputSource Find(int number)
    {
        lock (_streams)
        {
            return _streams.GetValueOrDefault(number)
                ?? throw AdminScope.Failure("EBADF", null, $"This connection has no stream {number}.");
        }
    }

    internal async Task<StreamChunk> ReadAsync(int number)
    {
        OutputSource stream = Find(number);
        StreamChunk chunk = await stream.ReadAsync().ConfigureAwait(false);
        if (chunk.IsEnd)
        {
            lock (_streams)
            {
                _streams.Remove(number);
            }

            await stream.DisposeAsync().ConfigureAwait(false);
        }

        return chunk;
    }
}
