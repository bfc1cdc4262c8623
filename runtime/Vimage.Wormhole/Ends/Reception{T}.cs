using System.Threading.Tasks.Sources;

namespace Vimage.Wormholes;

/// <summary>
/// A receiver that waits for one message without a thread. The message is taken where the wait goes on, so that between its arrival and
/// that there is nothing but the thread pool. Used again and again.
/// </summary>
internal sealed class Reception<T>(WormholeEnd<T> end) : PooledCaller, IValueTaskSource<T>
{
    private ManualResetValueTaskSourceCore<T?> _core;
    private Warp? _incoming;
    private CancellationToken _cancellationToken;
    private ExecutionContext? _context;
    private Vnet? _caller;
    private bool _isCancelled;
    private bool _isTaken;

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    public T GetResult(short token)
    {
        try
        {
            T? message = _core.GetResult(token);
            return _isCancelled || _isTaken ? message! : end.TakeArrived(_caller!);
        }
        finally
        {
            GoOn(_isCancelled);
        }
    }

    private protected override void Continue()
    {
        if (_isCancelled || end.HasNews || !end.IsUsableFrom(_caller!))
        {
            _core.SetResult(default);
        }
        else if (end.IsWorthLooking)
        {
            // The wait has ended, and not by a message in the ring it began at: it goes on at another one, or fails.
            Finish();
        }
        else if (_cancellationToken.IsCancellationRequested)
        {
            _isCancelled = true;
            _core.SetResult(default);
        }
        else
        {
            // It was woken too early, by somebody who has seen it park and did not know that it had had what it was to be woken for.
            ParkAgain();
        }
    }

    internal ValueTask<T> ParkAsync(Warp incoming, CancellationToken cancellationToken)
    {
        _incoming = incoming;
        _cancellationToken = cancellationToken;
        _context = ExecutionContext.Capture();
        _caller = Vnet.Current;
        incoming.ParkReceiver(this, cancellationToken);
        if (end.IsWorthLooking || !end.IsUsableFrom(_caller))
        {
            Leave();
        }

        return new ValueTask<T>(this, _core.Version);
    }

    internal override void Complete(bool isCancelled)
    {
        _isCancelled = isCancelled;
        ContinueOnPool();
    }

    private protected override void Recycle()
    {
        _core.Reset();
        _cancellationToken = default;
        _context = null;
        _caller = null;
        _isCancelled = false;
        _isTaken = false;
        end.Recycle(this);
    }

    // It may be woken, go on and be used anew before this returns: what is done after it has parked must do no harm then.
    private void ParkAgain()
    {
        CancellationToken cancellationToken = _cancellationToken;
        Vnet caller = _caller!;
        _incoming!.ParkReceiver(this, CancellationToken.None);
        if (end.IsWorthLooking || !end.IsUsableFrom(caller) || cancellationToken.IsCancellationRequested)
        {
            Leave();
        }
    }

    // In the vnet of the caller, as if that looked itself.
    private void Finish()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, static reception => _ = ((Reception<T>)reception!).FinishAsync(), this);
        }
        else
        {
            _ = FinishAsync();
        }
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
