using System.Diagnostics;

namespace Vimage;

/// <summary>
/// Serves the vnets' schedulers with as many threads as there are processors. Next is whoever has had least of its share: a
/// vnet that always has work gets what the others leave, and one that seldom has any hardly waits.
/// </summary>
internal static class VnetDispatcher
{
    // A task that runs for longer keeps a thread from the others; another is started in its place.
    private static readonly TimeSpan s_quantum = TimeSpan.FromMilliseconds(10);

    private const int MaxExtraWorkers = 64;

    internal static readonly object Gate = new();

    private static readonly HashSet<VnetScheduler> s_schedulers = [];
    private static readonly PriorityQueue<VnetScheduler, double> s_line = new();
    private static readonly PriorityQueue<VnetScheduler, long> s_throttled = new();
    private static readonly List<Worker> s_workers = [];
    private static Timer? s_watch;
    private static Timer? s_averaging;
    private static double s_virtualTime;

    /// <summary>Gets the present, in ticks.</summary>
    internal static long Now => Stopwatch.GetElapsedTime(0).Ticks;

    /// <summary>Gets the schedulers there are: a snapshot.</summary>
    internal static VnetScheduler[] Schedulers
    {
        get
        {
            lock (Gate)
            {
                return [.. s_schedulers];
            }
        }
    }

    internal static void Add(VnetScheduler scheduler)
    {
        lock (Gate)
        {
            s_schedulers.Add(scheduler);
            s_averaging ??= NewTimer(static () => FeedAverages(), LoadAverage.Period);
        }
    }

    /// <summary>Forgets a scheduler whose vnet is gone. What it still has is run, and finds that.</summary>
    internal static void Remove(VnetScheduler scheduler)
    {
        lock (Gate)
        {
            s_schedulers.Remove(scheduler);
        }
    }

    internal static void Queue(VnetScheduler scheduler, Task task)
    {
        lock (Gate)
        {
            scheduler.Enqueue(task);
            if (!scheduler.IsInLine)
            {
                scheduler.CatchUp(s_virtualTime);
                Line(scheduler);
            }

            StartWorkerIfNeeded();
        }
    }

    /// <summary>Takes in what is runnable now: what happens every five seconds.</summary>
    internal static void FeedAverages()
    {
        lock (Gate)
        {
            foreach (VnetScheduler scheduler in s_schedulers)
            {
                scheduler.Feed();
            }
        }
    }

    // The gate is held. Whoever has used up its limit waits apart.
    private static void Line(VnetScheduler scheduler)
    {
        scheduler.IsInLine = true;
        if (scheduler.CpuLimit?.AvailableAt(Now) is { } when && when > Now)
        {
            s_throttled.Enqueue(scheduler, when);
            Watch();
        }
        else
        {
            s_line.Enqueue(scheduler, scheduler.VirtualTime);
        }
    }

    // The gate is held.
    private static void StartWorkerIfNeeded()
    {
        if (s_line.Count > 0 && s_workers.Count < AllowedWorkers())
        {
            Worker worker = new();
            s_workers.Add(worker);
            ThreadPool.UnsafeQueueUserWorkItem(worker, preferLocal: false);
            Watch();
        }
    }

    private static int AllowedWorkers()
    {
        long late = Now - s_quantum.Ticks;
        int occupied = s_workers.Count(worker => worker.BusySince < late);
        return Environment.ProcessorCount + Math.Min(occupied, MaxExtraWorkers);
    }

    // The gate is held.
    private static void Watch()
    {
        if (s_watch is null)
        {
            s_watch = NewTimer(static () => LookAfter(), s_quantum);
        }
    }

    private static void LookAfter()
    {
        lock (Gate)
        {
            long now = Now;
            while (s_throttled.TryPeek(out VnetScheduler? scheduler, out long when) && when <= now)
            {
                s_throttled.Dequeue();
                Line(scheduler);
            }

            StartWorkerIfNeeded();
            if (s_workers.Count == 0 && s_throttled.Count == 0)
            {
                s_watch?.Dispose();
                s_watch = null;
            }
        }
    }

    // Takes on the next work for a worker, after what it has done; none, and the worker is gone.
    private static Task? Next(Worker worker, ref VnetScheduler? scheduler)
    {
        lock (Gate)
        {
            if (scheduler is not null)
            {
                scheduler.End(Now - worker.BusySince);
                worker.BusySince = long.MaxValue;
            }

            if (s_workers.Count > AllowedWorkers() || !s_line.TryDequeue(out scheduler, out double virtualTime))
            {
                s_workers.Remove(worker);
                return null;
            }

            // Its work since it came into line may have moved it back; then it is not its turn yet.
            while (scheduler.VirtualTime > virtualTime)
            {
                s_line.Enqueue(scheduler, scheduler.VirtualTime);
                _ = s_line.TryDequeue(out scheduler!, out virtualTime);
            }

            s_virtualTime = Math.Max(s_virtualTime, scheduler.VirtualTime);
            scheduler.IsInLine = false;
            Task task = scheduler.Begin();
            if (scheduler.HasQueued)
            {
                Line(scheduler);
            }

            StartWorkerIfNeeded();
            worker.BusySince = Now;
            return task;
        }
    }

    private static Timer NewTimer(Action action, TimeSpan period)
    {
        // It must not carry the vnet of whoever happens to come first.
        using (ExecutionContext.SuppressFlow())
        {
            return new Timer(static action => ((Action)action!)(), action, period, period);
        }
    }

    private sealed class Worker : IThreadPoolWorkItem
    {
        internal long BusySince { get; set; } = long.MaxValue;

        public void Execute()
        {
            VnetScheduler? scheduler = null;
            while (Next(this, ref scheduler) is { } task)
            {
                scheduler!.Execute(task);

                // There may be as many workers as processors. Whoever brings them work, and waits for a processor itself, would
                // otherwise have to wait until the system takes one from them, several milliseconds later.
                Thread.Yield();
            }
        }
    }
}
