namespace Vimage;

/// <summary>The task scheduler of one vnet: a queue that the process's dispatcher serves fairly among all vnets.</summary>
internal sealed class VnetScheduler : TaskScheduler
{
    [ThreadStatic]
    private static VnetScheduler? t_running;

    private readonly Queue<Task> _queue = new();
    private LoadAverage _average;
    private TaskCompletionSource? _idle;
    private long _cpuTicks;
    private int _running;

    internal VnetScheduler(Vnet vnet)
    {
        Vnet = vnet;
        VnetDispatcher.Add(this);
    }

    internal Vnet Vnet { get; }

    /// <summary>Gets how far the vnet has come with its part, in ticks of a processor by share: who is behind is served first.</summary>
    internal double VirtualTime { get; private set; }

    /// <summary>Gets or sets a value indicating whether the dispatcher has it in its line.</summary>
    internal bool IsInLine { get; set; }

    internal int Share { get; private set; } = VnetOptions.DefaultCpuShare;

    internal CpuLimit? CpuLimit { get; private set; }

    // The following are called with the dispatcher's gate held.
    internal bool HasQueued => _queue.Count > 0;

    internal int Runnable => _queue.Count + _running;

    internal VnetLoad Load => new(
        new TimeSpan(_cpuTicks), Runnable, _average.Load1, _average.Load5, _average.Load15);

    internal void Limit(int share, double? percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        if (percent is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(given, nameof(percent));
        }

        lock (VnetDispatcher.Gate)
        {
            Share = share;
            CpuLimit = percent is { } limit ? new CpuLimit(limit / 100, VnetDispatcher.Now) : null;
        }
    }

    internal void Enqueue(Task task) => _queue.Enqueue(task);

    /// <summary>Who was idle has no claim to what it did not use.</summary>
    internal void CatchUp(double virtualTime) => VirtualTime = Math.Max(VirtualTime, virtualTime);

    internal Task Begin()
    {
        _running++;
        return _queue.Dequeue();
    }

    internal void End(long ticks)
    {
        _running--;
        _cpuTicks += ticks;
        VirtualTime += ticks * (double)VnetOptions.DefaultCpuShare / Share;
        CpuLimit?.Use(ticks, VnetDispatcher.Now);
        if (Runnable == 0)
        {
            _idle?.TrySetResult();
        }
    }

    internal void Feed()
    {
        if (Runnable > 0 || !_average.IsZero)
        {
            _average.Feed(Runnable);
        }
    }

    /// <summary>Runs a task on this thread.</summary>
    internal void Execute(Task task)
    {
        VnetScheduler? outer = t_running;
        t_running = this;
        try
        {
            TryExecuteTask(task);
        }
        finally
        {
            t_running = outer;
        }
    }

    /// <summary>Returns a task that ends when nothing waits and nothing runs.</summary>
    internal Task WhenIdle()
    {
        lock (VnetDispatcher.Gate)
        {
            return Runnable == 0
                ? Task.CompletedTask
                : (_idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    protected override void QueueTask(Task task) => VnetDispatcher.Queue(this, task);

    // Where the vnet's work has a thread already, its waiting for more of its work needs no second one.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(t_running, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (VnetDispatcher.Gate)
        {
            return [.. _queue];
        }
    }
}
