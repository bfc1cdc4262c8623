using System.Text;

namespace Vimage;

/// <summary>What the teardown of a vnet did and found.</summary>
/// <seealso cref="Vnet.DestroyAsync"/>
public sealed class VnetTeardownReport
{
    private readonly WeakReference<Vnet>? _vnet;

    internal VnetTeardownReport(
        Vnet vnet, IReadOnlyList<string> detached, IReadOnlyList<Exception>? failures, TeardownFindings? findings, bool tracks)
    {
        VnetName = vnet.FullName;
        DetachedModules = detached;
        Failures = failures ?? [];
        Stopped = findings?.Stopped ?? [];
        Held = findings?.Held ?? [];

        // A weak reference costs more than all the rest of a report that has nothing to say.
        _vnet = tracks || VnetSwitches.Debug || Held.Count > 0 ? new WeakReference<Vnet>(vnet) : null;
    }

    /// <summary>Gets the full name of the vnet that was destroyed.</summary>
    public string VnetName { get; }

    /// <summary>Gets the names of the modules that were detached, in that order.</summary>
    public IReadOnlyList<string> DetachedModules { get; }

    /// <summary>Gets what <see cref="VnetUninitAttribute"/> methods and owned resources have thrown, in that order.</summary>
    public IReadOnlyList<Exception> Failures { get; }

    /// <summary>Gets what the vnet still owned, and the teardown has stopped or disposed.</summary>
    public IReadOnlyList<VnetHolding> Stopped { get; }

    /// <summary>
    /// Gets what did not end by the deadline and so still holds the vnet: tasks, timer callbacks, flows inside.
    /// </summary>
    public IReadOnlyList<VnetHolding> Held { get; }

    /// <summary>Gets a value indicating whether nothing went wrong and nothing is held.</summary>
    public bool IsClean => Failures.Count == 0 && Held.Count == 0;

    /// <summary>
    /// Gets a value indicating whether the vnet object was collected; <see langword="null"/> if that is not tracked
    /// (<see cref="VnetDestroyOptions.TracksCollection"/>).
    /// </summary>
    public bool? IsVnetCollected => _vnet is null ? null : !_vnet.TryGetTarget(out _);

    /// <summary>
    /// Collects garbage until the vnet object is gone, or time is up: for tests. As long as it is not gone something refers to
    /// it; a heap dump says what.
    /// </summary>
    /// <param name="timeout">How long to try.</param>
    /// <returns>Whether it is gone.</returns>
    /// <exception cref="InvalidOperationException">It is not tracked.</exception>
    public async Task<bool> WaitUntilCollectedAsync(TimeSpan timeout)
    {
        if (_vnet is null)
        {
            throw new InvalidOperationException(
                $"Whether vnet '{VnetName}' was collected is not tracked. Destroy it with "
                + $"{nameof(VnetDestroyOptions)}.{nameof(VnetDestroyOptions.TracksCollection)}.");
        }

        Deadline deadline = new(timeout);
        do
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            if (!_vnet.TryGetTarget(out _))
            {
                return true;
            }

            // Not inline: a task that holds the vnet may be about to end.
            await Task.Delay(10).ConfigureAwait(false);
        }
        while (deadline.Remaining > TimeSpan.Zero);

        return false;
    }

    /// <summary>Returns the report as text, a line for each thing.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append("Vnet '").Append(VnetName).Append("': ").Append(IsClean ? "clean" : "not clean").Append('\n');
        AppendAll(text, "held", Held);
        AppendAll(text, "failed", Failures);
        AppendAll(text, "stopped", Stopped);
        AppendAll(text, "detached", DetachedModules);
        if (IsVnetCollected is { } collected)
        {
            text.Append("  collected: ").Append(collected ? "yes" : "not yet").Append('\n');
        }

        return text.ToString();
    }

    private static void AppendAll<T>(StringBuilder text, string what, IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            text.Append("  ").Append(what).Append(": ").Append(item).Append('\n');
        }
    }
}
