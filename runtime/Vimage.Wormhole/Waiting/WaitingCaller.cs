using System.Threading.Tasks.Sources;

namespace Vimage.Wormholes;

/// <summary>Somebody who waits to look again, for a continuation or with a thread. Used again and again.</summary>
internal sealed class WaitingCaller(Parking parking) : PooledCaller, IValueTaskSource
{
    private readonly object _gate = new();
    private ManualResetValueTaskSourceCore<bool> _core;
    private bool _isCancelled;

    /// <summary>Gets or sets a value indicating whether it waits with its thread.</summary>
    internal bool HasThread { get; set; }

    /// <summary>Gets a value indicating whether it was woken, if it waits with its thread.</summary>
    internal bool IsComplete { get; private set; }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    public void GetResult(short token)
    {
        _core.GetResult(token);
        GoOn(_isCancelled);
    }

    /// <summary>Waits without a thread.</summary>
    internal ValueTask WaitAsync() => new(this, _core.Version);

    /// <summary>Waits with the thread.</summary>
    internal void Wait()
    {
        lock (_gate)
        {
            while (!IsComplete)
            {
                Monitor.Wait(_gate);
            }
        }

        GoOn(_isCancelled);
    }

    internal override void Complete(bool isCancelled)
    {
        _isCancelled = isCancelled;
        if (!HasThread)
        {
            ContinueOnPool();
            return;
        }

        lock (_gate)
        {
            IsComplete = true;
            Monitor.Pulse(_gate);
        }
    }

    private protected override void Continue() => _core.SetResult(true);

    private protected override void Recycle()
    {
        IsComplete = false;
        _core.Reset();
        parking.Recycle(this);
    }
}
