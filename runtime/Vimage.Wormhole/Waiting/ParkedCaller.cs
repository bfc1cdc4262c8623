using System.Threading.Tasks.Sources;

namespace Vimage.Wormholes;

/// <summary>Somebody who waits, for a continuation or with a thread. Used again and again.</summary>
/// <remarks>
/// What continues does so on the thread pool, in its own execution context and so in its own vnet; never on the thread of whoever
/// wakes it, whose vnet would lend it its time.
/// </remarks>
internal sealed class ParkedCaller(Parking parking) : IValueTaskSource
{
    private readonly object _gate = new();
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancellationToken;
    private bool _isBlocking;
    private bool _isComplete;
    private bool _isCancelled;

    internal bool IsParked { get; set; }

    internal ParkedCaller? Previous { get; set; }

    internal ParkedCaller? Next { get; set; }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    public void GetResult(short token)
    {
        _core.GetResult(token);
        GoOn();
    }

    /// <summary>Waits without a thread.</summary>
    internal ValueTask WaitAsync() => new(this, _core.Version);

    /// <summary>Waits with the thread.</summary>
    internal void Wait()
    {
        lock (_gate)
        {
            _isBlocking = true;
            while (!_isComplete)
            {
                Monitor.Wait(_gate);
            }
        }

        GoOn();
    }

    internal void ListenTo(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _cancellationToken = cancellationToken;
            _registration = cancellationToken.Register(static state => ((ParkedCaller)state!).Cancel(), this);
        }
    }

    /// <summary>Need not wait any more: as if it was woken.</summary>
    internal void Leave() => parking.Leave(this);

    internal void Complete(bool isCancelled)
    {
        lock (_gate)
        {
            _isComplete = true;
            _isCancelled = isCancelled;
            if (_isBlocking)
            {
                Monitor.Pulse(_gate);
            }
            else
            {
                _core.SetResult(true);
            }
        }
    }

    private void Cancel() => parking.Leave(this, isCancelled: true);

    private void GoOn()
    {
        CancellationToken cancellationToken = _cancellationToken;
        bool isCancelled = _isCancelled;
        _registration.Dispose();
        _registration = default;
        _cancellationToken = default;
        _isBlocking = false;
        _isComplete = false;
        _core.Reset();
        parking.Recycle(this);
        if (isCancelled)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
