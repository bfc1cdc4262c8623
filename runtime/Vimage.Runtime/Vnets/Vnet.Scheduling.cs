namespace Vimage;

/// <content>The vnet's work: its task scheduler, what that has done, and what it may do.</content>
public sealed partial class Vnet
{
    private VnetScheduler? _scheduler;

    /// <summary>
    /// Gets the vnet's task scheduler. All vnets' schedulers share the processors fairly, by <see cref="VnetOptions.CpuShare"/>
    /// and within <see cref="VnetOptions.CpuPercent"/>; what runs is not interrupted, so that long work should be parted.
    /// </summary>
    /// <remarks>
    /// The scheduler decides when a task runs and on whose account. What is current in it is what was current where it was
    /// created, as with any task; <see cref="Schedule"/> creates one in this vnet.
    /// </remarks>
    public TaskScheduler TaskScheduler => Scheduler;

    /// <summary>Gets what the vnet's scheduler has done and has to do. Work that runs elsewhere is not counted.</summary>
    public VnetLoad Load
    {
        get
        {
            if (_scheduler is not { } scheduler)
            {
                return default;
            }

            lock (VnetDispatcher.Gate)
            {
                return scheduler.Load;
            }
        }
    }

    internal VnetScheduler Scheduler
    {
        get
        {
            if (_scheduler is null)
            {
                lock (_gate)
                {
                    ThrowIfDestroyed();
                    _scheduler ??= new VnetScheduler(this);
                }
            }

            return _scheduler;
        }
    }

    /// <summary>Runs an action in this vnet, on its account.</summary>
    /// <param name="action">What to run.</param>
    /// <returns>The task that runs it.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public Task Schedule(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        using (Enter())
        {
            return Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Scheduler);
        }
    }

    /// <summary>Limits the vnet's use of the processors, from now on.</summary>
    /// <param name="share">See <see cref="VnetOptions.CpuShare"/>.</param>
    /// <param name="percent">See <see cref="VnetOptions.CpuPercent"/>.</param>
    /// <exception cref="VnetPermissionException">The current vnet is not above this one.</exception>
    public void LimitCpu(int share = VnetOptions.DefaultCpuShare, double? percent = null)
    {
        ThrowUnlessBelowCurrent("have its use of the processors limited");
        Scheduler.Limit(share, percent);
    }

    private async Task WaitForScheduler(Deadline deadline, TeardownFindings findings)
    {
        if (_scheduler is not null && !await deadline.WaitAsync(_scheduler.WhenIdle()).ConfigureAwait(false))
        {
            findings.AddHeld(new VnetHolding(
                VnetResourceKind.Task, typeof(Task).ToString(), nameof(TaskScheduler), Load.Runnable, Stack: null));
        }
    }
}
