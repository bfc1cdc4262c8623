using System.Diagnostics;

namespace Vimage;

/// <summary>A point in real time, whatever time a vnet has.</summary>
internal readonly struct Deadline(TimeSpan fromNow)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Gets the time left; never negative.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            TimeSpan left = fromNow - Stopwatch.GetElapsedTime(_start);
            return fromNow == Timeout.InfiniteTimeSpan ? fromNow : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Waits for a task until then, and does not throw what it ends with.</summary>
    /// <returns>Whether it has ended.</returns>
    internal async Task<bool> WaitAsync(Task task)
    {
        if (!task.IsCompleted)
        {
            try
            {
                await task.WaitAsync(Remaining).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // How the task ended is asked of the task.
            catch (Exception)
#pragma warning restore CA1031
            {
                return task.IsCompleted;
            }
        }

        return true;
    }
}
