namespace Vimage;

/// <summary>A timer of a vnet: its callback runs in the vnet, and never after the timer was stopped.</summary>
internal sealed class OwnedTimer : ITimer
{
    private readonly Vnet _vnet;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly object _gate = new();
    private readonly ITimer _timer;
    private OwnedResource? _ownership;
    private TaskCompletionSource? _idle;
    private int _running;
    private bool _isStopped;

    internal OwnedTimer(Vnet vnet, TimeProvider time, TimerCallback callback, object? state, TimeSpan due, TimeSpan period, string tag)
    {
        _vnet = vnet;
        _callback = callback;
        _state = state;
        vnet.Charge(VnetQuota.Timers, 1);
        try
        {
            // Owned before it can fire.
            _timer = time.CreateTimer(static timer => ((OwnedTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _ownership = vnet.Resources.Own(this, VnetResourceKind.Timer, tag);
        }
        catch
        {
            _timer?.Dispose();
            vnet.Discharge(VnetQuota.Timers, 1);
            throw;
        }

        _timer.Change(due, period);
    }

    internal Type CallbackType => _callback.Method.DeclaringType ?? typeof(TimerCallback);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            return !_isStopped && _timer.Change(dueTime, period);
        }
    }

    public void Dispose() => _ = Stop();

    public ValueTask DisposeAsync() => new(Stop());

    // The task ends when no callback runs any more.
    private Task Stop()
    {
        bool isFirst;
        Task idle;
        lock (_gate)
        {
            isFirst = !_isStopped;
            _isStopped = true;
            idle = _running == 0 ? Task.CompletedTask : (_idle ??= NewIdle()).Task;
        }

        if (isFirst)
        {
            _timer.Dispose();
            _ownership?.Dispose();
            _vnet.Discharge(VnetQuota.Timers, 1);
        }

        return idle;
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_isStopped)
            {
                return;
            }

            _running++;
        }

        try
        {
            using (new VnetScope(_vnet))
            {
                _callback(_state);
            }
        }
        finally
        {
            TaskCompletionSource? idle;
            lock (_gate)
            {
                idle = --_running == 0 ? _idle : null;
            }

            idle?.SetResult();
        }
    }

    private static TaskCompletionSource NewIdle() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
