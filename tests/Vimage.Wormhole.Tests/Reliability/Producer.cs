namespace Vimage.Wormholes.Tests;

/// <summary>Sends numbers in order until it is told to stop or can't any more, and knows which were accepted.</summary>
internal sealed class Producer(WormholeEnd<Numbered> end, int id, Style style, int batch)
{
    private readonly Numbered[] _messages = new Numbered[batch];
    private long _accepted;

    internal int Id => id;

    /// <summary>Gets how many were accepted for certain.</summary>
    internal long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Gets how many may have been accepted besides: of a batch that was cut off.</summary>
    internal int Doubtful { get; private set; }

    internal WormholeException? EndedBy { get; private set; }

    internal void Run(long count, Func<bool> isToStop)
    {
        try
        {
            while (_accepted < count && !isToStop())
            {
                SendNext((int)Math.Min(batch, count - _accepted));
            }
        }
        catch (WormholeException e)
        {
            EndedBy = e;
        }
    }

    private void SendNext(int count)
    {
        switch (style)
        {
            case Style.Sync:
                end.Send(new Numbered(id, _accepted));
                Accept(1);
                break;
            case Style.Async:
                Wait(end.SendAsync(new Numbered(id, _accepted)));
                Accept(1);
                break;
            case Style.Batch:
                Doubtful = count;
                end.SendBatch(Next(count));
                Accept(count);
                break;
            case Style.AsyncBatch:
                Next(count);
                Doubtful = count;
                Wait(end.SendBatchAsync(_messages.AsMemory(0, count)));
                Accept(count);
                break;
            default:
                Try(count);
                break;
        }
    }

    private void Try(int count)
    {
        int accepted = count == 1 ? Convert.ToInt32(end.TrySend(new Numbered(id, _accepted))) : end.TrySendBatch(Next(count));
        Accept(accepted);
        if (accepted == 0)
        {
            Thread.Yield();
        }
    }

    private Span<Numbered> Next(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _messages[i] = new Numbered(id, _accepted + i);
        }

        return _messages.AsSpan(0, count);
    }

    private static void Wait(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            task.AsTask().GetAwaiter().GetResult();
        }
    }

    private void Accept(int count)
    {
        Volatile.Write(ref _accepted, _accepted + count);
        Doubtful = 0;
    }
}
