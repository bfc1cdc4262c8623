using System.Threading.Tasks.Sources;

namespace Vimage.Wormholes;

/// <summary>
/// A receiver that waits for one message without a thread. The message is taken where the wait goes on, so that between its arrival and
/// that there is nothing but the queue of the thread pool. Used again and again.
/// </summary>
internal sealed class Reception<T>(WormholeEnd<T> end) : ParkedCaller, IValueTaskSource<T>, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<T?> _core;
    private CancellationToken _cancellationToken;
    private bool _isCancelled;
    private bool _isTaken;

    internal override bool IsReady => end.IsWorthLooking;

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    public T GetResult(short token)
    {
        try
        {
            T? message = _core.GetResult(token);
            return _isCancelled || _isTaken ? message! : end.TakeArrived();
        }
        finally
        {
            GoOn(_isCancelled);
        }
    }

    /// <summary>The wait has ended; if not by a message in the ring it began at, it goes on at another one, or fails.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        if (_isCancelled || end.HasNews)
        {
            _core.SetResult(default);
        }
        else
        {
            _ = FinishAsync();
        }
    }

    internal ValueTask<T> ParkAsync(Warp incoming, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        ValueTask<T> task = new(this, _core.Version);
        incoming.ParkReceiver(this, cancellationToken);
        if (IsReady)
        {
            Leave();
        }

        return task;
    }

    // On the thread pool: whoever wakes a receiver does not lend it its time. As an item of its own, which allocates nothing.
    internal override void Complete(bool isCancelled)
    {
        _isCancelled = isCancelled;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private protected override void Recycle()
    {
        _core.Reset();
        _cancellationToken = default;
        _isCancelled = false;
        _isTaken = false;
        end.Recycle(this);
    }

    private async Task FinishAsync()
    {
        try
        {
            T message = await end.ReceiveSlowlyAsync(_cancellationToken).ConfigureAwait(false);
            _isTaken = true;
            _core.SetResult(message);
        }
#pragma warning disable CA1031 // Thrown to whoever waits.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            _core.SetException(thrown);
        }
    }
}
