namespace Vimage.Wormholes.Tests;

/// <summary>Code on a thread of its own, which is given a minute before it counts as hung.</summary>
internal static class Background
{
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    internal static Task Start(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    internal static Task<T> Start<T>(Func<T> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Starts it, and gives it time to begin to wait. Nothing depends on whether it has.</summary>
    internal static async Task<Task<T>> StartWaiting<T>(Func<T> function)
    {
        Task<T> task = Start(function);
        await Task.Delay(20);
        return task;
    }

    internal static Task InTime(this Task task) => task.WaitAsync(Patience);

    internal static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Patience);
}
