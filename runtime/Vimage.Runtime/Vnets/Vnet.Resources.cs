using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Vimage;

/// <content>What the vnet owns: its time, timers, tasks and disposables.</content>
public sealed partial class Vnet
{
    private readonly TimeProvider? _timeSource;
    private VnetResources? _resources;
    private VnetTimeProvider? _time;
    private int _flows;
    private TaskCompletionSource? _noFlows;

    /// <summary>Gets a token that is cancelled when the vnet's teardown begins.</summary>
    public CancellationToken Stopping => Resources.Stopping;

    /// <summary>
    /// Gets the vnet's time: that of <see cref="VnetOptions.TimeProvider"/>, or of the vnet above. Timers made by it (also by
    /// <c>Task.Delay</c>, <c>PeriodicTimer</c> and the like when handed it) are the vnet's own: they run in it, count against
    /// its quota, and are stopped with it.
    /// </summary>
    public TimeProvider TimeProvider
    {
        get
        {
            if (_time is null)
            {
                Interlocked.CompareExchange(ref _time, new VnetTimeProvider(this, TimeSource), null);
            }

            return _time;
        }
    }

    /// <summary>Returns how many resources of one kind the vnet owns; those below it own their own.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The number.</returns>
    public int CountOwned(VnetResourceKind kind) => kind == VnetResourceKind.Flow ? Volatile.Read(ref _flows) : _resources?.Count(kind) ?? 0;

    internal VnetResources Resources
    {
        get
        {
            if (_resources is null)
            {
                lock (_gate)
                {
                    if (_phase == Phase.Destroyed)
                    {
                        ThrowIfDestroyed();
                    }

                    _resources ??= new VnetResources(this);
                }
            }

            return _resources;
        }
    }

    private TimeProvider TimeSource => _timeSource ?? Parent?.TimeSource ?? TimeProvider.System;

    /// <summary>Hands something to the vnet, which disposes it when it is torn down.</summary>
    /// <param name="resource">What to own. If it is <see cref="IAsyncDisposable"/> too, that is preferred.</param>
    /// <param name="kind">What it is, which decides when it goes.</param>
    /// <param name="tag">What a teardown report calls it; the calling member unless given.</param>
    /// <returns>Dispose this to take the resource back.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public IDisposable Own(
        IDisposable resource, VnetResourceKind kind = VnetResourceKind.Disposable, [CallerMemberName] string tag = "")
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Resources.Own(resource, kind, tag);
    }

    /// <summary>Hands something to the vnet, which disposes it when it is torn down.</summary>
    /// <param name="resource">What to own.</param>
    /// <param name="kind">What it is, which decides when it goes.</param>
    /// <param name="tag">What a teardown report calls it; the calling member unless given.</param>
    /// <returns>Dispose this to take the resource back.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public IDisposable OwnAsync(
        IAsyncDisposable resource, VnetResourceKind kind = VnetResourceKind.Disposable, [CallerMemberName] string tag = "")
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Resources.Own(resource, kind, tag);
    }

    /// <summary>Starts a task in the vnet. A teardown cancels its token, and waits for it until the deadline.</summary>
    /// <param name="function">The task's code, which is handed <see cref="Stopping"/>.</param>
    /// <param name="tag">What a teardown report calls it; the calling member unless given.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public Task Start(Func<CancellationToken, Task> function, [CallerMemberName] string tag = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        CancellationToken stopping = Stopping;
        using (Enter())
        {
            // Not with the token: a task that never began would end without having run what it has to run.
            Task task = Task.Run(() => function(stopping), CancellationToken.None);
#pragma warning disable CA2000 // Disposed when the task has ended.
            OwnedResource ownership = Resources.Own(task, VnetResourceKind.Task, tag);
#pragma warning restore CA2000
            task.GetAwaiter().OnCompleted(ownership.Dispose);
            return task;
        }
    }

    /// <summary>
    /// Creates a timer of the vnet: its callback runs in the vnet, and never after the vnet's teardown has stopped it.
    /// </summary>
    /// <param name="callback">What to call.</param>
    /// <param name="state">What to hand to it.</param>
    /// <param name="dueTime">When first, in the vnet's time.</param>
    /// <param name="period">How often then; <see cref="Timeout.InfiniteTimeSpan"/> for once.</param>
    /// <param name="tag">What a teardown report calls it; the calling member unless given.</param>
    /// <returns>The timer.</returns>
    /// <exception cref="VnetQuotaException">The vnet, or one above, has as many timers as it may.</exception>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, [CallerMemberName] string tag = "")
    {
        ArgumentNullException.ThrowIfNull(callback);
        ThrowIfDestroyed();
        return new OwnedTimer(this, TimeSource, callback, state, dueTime, period, tag);
    }

    internal void DisownCodeOf(AssemblyLoadContext context) => _resources?.Disown(context);

    private void BeginFlow() => Interlocked.Increment(ref _flows);

    private void EndFlow()
    {
        if (Interlocked.Decrement(ref _flows) == 0)
        {
            Volatile.Read(ref _noFlows)?.TrySetResult();
        }
    }

    private async Task WaitForFlows(Deadline deadline, TeardownFindings findings)
    {
        TaskCompletionSource none = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _noFlows, none);
        if (Interlocked.CompareExchange(ref _flows, 0, 0) != 0 && !await deadline.WaitAsync(none.Task).ConfigureAwait(false))
        {
            int left = Volatile.Read(ref _flows);
            findings.AddHeld(new VnetHolding(VnetResourceKind.Flow, typeof(Task).ToString(), nameof(RunAsync), left, Stack: null));
        }
    }
}
