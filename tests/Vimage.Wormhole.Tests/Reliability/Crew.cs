using System.Collections.Concurrent;

namespace Vimage.Wormholes.Tests;

/// <summary>Threads that work on a wormhole at once, and are all there before it begins.</summary>
/// <param name="size">How many.</param>
/// <param name="release">Called when one of them fails, lest others wait for it for ever.</param>
internal sealed class Crew(int size, Action release) : IDisposable
{
    private readonly Barrier _start = new(size + 1);
    private readonly List<(string Role, Task Task)> _members = [];
    private readonly ConcurrentQueue<Exception> _failures = new();

    /// <summary>Adds one that works in a vnet, or, without, in the root.</summary>
    internal void Add(string role, Vnet? vnet, Action work) => _members.Add((role, Background.Start(() =>
    {
        try
        {
            if (vnet is null)
            {
                Work(work);
            }
            else
            {
                vnet.Run(() => Work(work));
            }
        }
        catch (Exception e)
        {
            _failures.Enqueue(e);
            release();
        }
    })));

    internal void Begin() => _start.SignalAndWait();

    /// <summary>Waits until something is so, or all are done.</summary>
    /// <param name="condition">What.</param>
    /// <param name="interval">How often to look; all the time unless given.</param>
    internal void WaitUntil(Func<bool> condition, TimeSpan interval = default)
    {
        while (!condition() && _failures.IsEmpty && !_members.TrueForAll(static each => each.Task.IsCompleted))
        {
            Thread.Sleep(interval);
        }
    }

    /// <summary>Waits for all; fails if one has failed, or does not end.</summary>
    internal void Join()
    {
        bool hasEnded = Task.WaitAll([.. _members.Select(static each => each.Task)], Background.Patience);
        if (!_failures.IsEmpty)
        {
            throw new AggregateException(_failures);
        }

        if (!hasEnded)
        {
            throw new TimeoutException(
                "Hung: " + string.Join(", ", _members.Where(static each => !each.Task.IsCompleted).Select(static each => each.Role)));
        }
    }

    public void Dispose() => _start.Dispose();

    private void Work(Action work)
    {
        _start.SignalAndWait();
        work();
    }
}
