using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace Vimage.Runtime.Tests;

public sealed class DiagnosticsTests
{
    [Fact]
    public async Task WhoObservesTeardowns_IsToldOfEachUntilItStops()
    {
        Vnet[] vnets = [TestVnet.Create(), TestVnet.Create()];
        ConcurrentQueue<VnetTeardownReport> told = new();
        VnetTeardownReport first;
        using (VnetDiagnostics.ObserveTeardowns(told.Enqueue))
        {
            first = await vnets[0].DestroyAsync();
        }

        VnetTeardownReport second = await vnets[1].DestroyAsync();
        Assert.Contains(first, told);
        Assert.DoesNotContain(second, told);
    }

    [Fact]
    public async Task MeasurementsCarryTheVnet()
    {
        Vnet vnet = TestVnet.Create();
        await vnet.Schedule(static () => Thread.SpinWait(1000));
        List<(string Instrument, string? Vnet)> seen = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == VnetDiagnostics.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        Vnet child = vnet.CreateChild("child");
        listener.RecordObservableInstruments();
        lock (seen)
        {
            Assert.Contains(("vimage.vnet.created", vnet.FullName), seen);
            Assert.Contains(("vimage.cpu.time", vnet.FullName), seen);
            Assert.Contains(("vimage.runnable", vnet.FullName), seen);
        }

        Assert.NotNull(child);

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (seen)
            {
                seen.Add((instrument.Name, tags.Length == 0 ? null : (string?)tags[0].Value));
            }
        }
    }

    [Fact]
    public void ActivitiesAreTaggedWithTheVnetTheyStartIn()
    {
        Vnet vnet = TestVnet.Create();
        using ActivitySource source = new("Vimage.Tests");
        using ActivityListener sampler = new() { ShouldListenTo = each => each == source, Sample = static (ref _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(sampler);
        using (VnetDiagnostics.TagActivities())
        {
            using Activity? activity = vnet.Run(() => source.StartActivity("work"));
            Assert.Equal(vnet.FullName, activity!.GetTagItem(VnetDiagnostics.VnetTag));
        }
    }

    [Fact]
    public async Task TheEventSourceTellsOfVnetsAndModules()
    {
        using Listener listener = new();
        using HandModules modules = new();
        string module = modules.Register("m").Name;
        Vnet vnet = TestVnet.Create();
        await vnet.DestroyAsync();
        Assert.Contains($"ModuleRegistered {module}", listener.Seen);
        Assert.Contains($"VnetCreated {vnet.FullName}", listener.Seen);
        Assert.Contains($"VnetDestroyed {vnet.FullName}", listener.Seen);
    }

    private sealed class Listener : EventListener
    {
        internal System.Collections.Concurrent.ConcurrentQueue<string> Seen { get; } = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == VnetDiagnostics.Name)
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            Seen?.Enqueue($"{eventData.EventName} {eventData.Payload![0]}");
    }
}
