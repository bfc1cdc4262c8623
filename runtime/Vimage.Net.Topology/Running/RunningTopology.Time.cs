namespace Vimage.Net.Topology;

/// <content>Time, where it is virtual.</content>
public sealed partial class RunningTopology
{
    // Short beside the delay of any link over more than a room, and much longer than nothing happening costs.
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(1);

    private VirtualTimeProvider VirtualTime => Time as VirtualTimeProvider
        ?? throw new InvalidOperationException($"Topology '{Root}' lives in real time, which passes by itself. Start it with virtual time ('time: virtual', TopologyOptions.Time).");

    /// <summary>Lets virtual time pass, and all happen that is due, on this thread.</summary>
    /// <param name="by">How much.</param>
    /// <exception cref="InvalidOperationException">Its time is not virtual.</exception>
    public void Advance(TimeSpan by) => VirtualTime.Advance(by);

    /// <summary>Lets virtual time pass, in steps of a millisecond, until a task has ended.</summary>
    /// <param name="task">The task: something that waits for the network or for the topology's time, and for nothing else.</param>
    /// <param name="patience">How much virtual time at most; an hour unless given.</param>
    /// <exception cref="InvalidOperationException">Its time is not virtual.</exception>
    /// <exception cref="TimeoutException">So much time has passed, and the task has not ended.</exception>
    public void RunUntil(Task task, TimeSpan? patience = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        VirtualTimeProvider time = VirtualTime;
        long start = time.GetTimestamp();
        while (!task.IsCompleted)
        {
            if (time.GetElapsedTime(start) >= (patience ?? s_patience))
            {
                throw new TimeoutException($"After {patience ?? s_patience} of virtual time in topology '{Root}' the task has not ended.");
            }

            time.Advance(s_step);
        }

        task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="RunUntil(Task, TimeSpan?)"/>
    /// <typeparam name="T">What the task returns.</typeparam>
    /// <returns>What the task has returned.</returns>
    public T RunUntil<T>(Task<T> task, TimeSpan? patience = null)
    {
        RunUntil((Task)task, patience);
        return task.Result;
    }
}
