using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Vimage;

/// <summary>
/// What the runtime tells of itself: the meter <c>Vimage</c> with a tag <c>vnet</c>, the event source <c>Vimage</c>, and the
/// vnet of each activity.
/// </summary>
public static class VnetDiagnostics
{
    /// <summary>The name of the meter and of the event source.</summary>
    public const string Name = "Vimage";

    /// <summary>The tag that carries the vnet's name on measurements and activities.</summary>
    public const string VnetTag = "vnet";

    private static readonly Meter s_meter = new(Name);
    private static readonly Counter<long> s_created = s_meter.CreateCounter<long>("vimage.vnet.created", "{vnet}", "Vnets that were created.");
    private static readonly Counter<long> s_destroyed = s_meter.CreateCounter<long>("vimage.vnet.destroyed", "{vnet}", "Vnets that were destroyed.");
    private static readonly Counter<long> s_refused = s_meter.CreateCounter<long>("vimage.quota.refused", "{refusal}", "Refusals, by quota.");

    private static ImmutableArray<TeardownObservation> s_observations = [];

    static VnetDiagnostics()
    {
        s_meter.CreateObservableUpDownCounter("vimage.vnet.count", static () => Vnet.Root.DescendantCount, "{vnet}", "Vnets below the root.");
        s_meter.CreateObservableCounter("vimage.cpu.time", static () => PerVnet(static load => load.CpuTime.TotalSeconds), "s", "CPU time of work run by vnet schedulers.");
        s_meter.CreateObservableGauge("vimage.runnable", static () => PerVnet(static load => load.Runnable), "{task}", "Work that waits or runs.");
        s_meter.CreateObservableGauge("vimage.load.1m", static () => PerVnet(static load => load.Load1), "{task}", "Load average over a minute.");
    }

    /// <summary>
    /// Tags each activity that is started from now on with the vnet it is started in. Creates no activities by itself.
    /// </summary>
    /// <returns>Dispose this to stop.</returns>
    public static IDisposable TagActivities()
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = static _ => true,
            ActivityStarted = static activity => activity.SetTag(VnetTag, (CurrentVnet.Value ?? Vnet.Root).FullName),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>Tells what the teardown of each vnet has found, after it, in the thread that destroyed it.</summary>
    /// <param name="observer">Who is told. It must not throw.</param>
    /// <returns>Dispose this to stop.</returns>
    public static IDisposable ObserveTeardowns(Action<VnetTeardownReport> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        TeardownObservation observation = new(observer);
        ImmutableInterlocked.Update(ref s_observations, static (all, added) => all.Add(added), observation);
        return observation;
    }

    internal static void Created(Vnet vnet)
    {
        if (s_created.Enabled)
        {
            s_created.Add(1, new KeyValuePair<string, object?>(VnetTag, vnet.Parent!.FullName));
        }

        VnetEventSource.Log.VnetCreated(vnet.FullName);
    }

    internal static void Destroyed(Vnet vnet, VnetTeardownReport report)
    {
        if (s_destroyed.Enabled)
        {
            s_destroyed.Add(1, new KeyValuePair<string, object?>(VnetTag, vnet.Parent!.FullName));
        }

        VnetEventSource.Log.VnetDestroyed(vnet.FullName, report.Failures.Count, report.Held.Count);
        foreach (TeardownObservation each in s_observations)
        {
            each.Observer(report);
        }
    }

    internal static void Refused(Vnet vnet, string quota)
    {
        if (s_refused.Enabled)
        {
            s_refused.Add(
                1, new KeyValuePair<string, object?>(VnetTag, vnet.FullName), new KeyValuePair<string, object?>("quota", quota));
        }

        VnetEventSource.Log.Refused(vnet.FullName, quota);
    }

    private static IEnumerable<Measurement<double>> PerVnet(Func<VnetLoad, double> value) =>
        VnetDispatcher.Schedulers.Select(scheduler => new Measurement<double>(
            value(scheduler.Vnet.Load), new KeyValuePair<string, object?>(VnetTag, scheduler.Vnet.FullName)));

    private sealed class TeardownObservation(Action<VnetTeardownReport> observer) : IDisposable
    {
        internal Action<VnetTeardownReport> Observer => observer;

        public void Dispose() => ImmutableInterlocked.Update(ref s_observations, static (all, removed) => all.Remove(removed), this);
    }
}
