namespace Vimage.Wormholes.Tests;

/// <summary>Receives until nothing more comes, and fails at a number that is not the next of its producer.</summary>
/// <param name="end">Where.</param>
/// <param name="style">How.</param>
/// <param name="batch">How many at once.</param>
/// <param name="next">The next number of each producer; shared by those who receive one after the other.</param>
internal sealed class Consumer(WormholeEnd<Numbered> end, Style style, int batch, long[] next)
{
    private readonly Numbered[] _messages = new Numbered[batch];
    private long _received;
    private ManualResetEventSlim? _hold;

    internal long Received => Volatile.Read(ref _received);

    internal WormholeException? EndedBy { get; private set; }

    /// <summary>Lets it not look at what it has received before something is so.</summary>
    internal void Hold(ManualResetEventSlim until) => _hold = until;

    /// <summary>Receives until the end of the stream.</summary>
    internal void Run()
    {
        try
        {
            while (ReceiveNext() is int count and >= 0)
            {
                if (count > 0)
                {
                    _hold?.Wait();
                }

                foreach (Numbered message in _messages.AsSpan(0, count))
                {
                    Check(message);
                }

                Volatile.Write(ref _received, _received + count);
            }
        }
        catch (WormholeException e)
        {
            EndedBy = e;
        }
    }

    // How many; -1 at the end of the stream.
    private int ReceiveNext()
    {
        switch (style)
        {
            case Style.Sync:
                return end.Receive(out _messages[0]) ? 1 : -1;
            case Style.Async:
                try
                {
                    ValueTask<Numbered> task = end.ReceiveAsync();
                    _messages[0] = task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();
                    return 1;
                }
                catch (EndOfStreamException)
                {
                    return -1;
                }

            case Style.Batch:
                return end.ReceiveBatch(_messages) is int count and > 0 ? count : -1;
            case Style.AsyncBatch:
                ValueTask<int> batchTask = end.ReceiveBatchAsync(_messages);
                return (batchTask.IsCompletedSuccessfully ? batchTask.Result : batchTask.AsTask().GetAwaiter().GetResult()) is int n and > 0 ? n : -1;
            default:
                ValueTask<bool> wait = end.WaitToReceiveAsync();
                bool goesOn = wait.IsCompletedSuccessfully ? wait.Result : wait.AsTask().GetAwaiter().GetResult();
                return !goesOn ? -1 : end.TryReceive(out _messages[0]) ? 1 : 0;
        }
    }

    private void Check(Numbered message)
    {
        if ((uint)message.Producer >= next.Length || message.Number != next[message.Producer])
        {
            throw new InvalidOperationException($"Received {message} where {string.Join(", ", next)} were next of each producer.");
        }

        next[message.Producer]++;
    }
}
