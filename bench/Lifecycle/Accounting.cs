extern alias instance;
using System.Diagnostics.Metrics;
using Vimage.Bench.Harness;
using Stack = instance::Vimage.Bench.Subjects.Stack;

namespace Vimage.Bench.Lifecycle;

/// <summary>The same work while somebody listens to the runtime's meter, and while nobody does.</summary>
internal static class Accounting
{
    internal static IEnumerable<Row> Run(Effort effort)
    {
        Outcome outcome = new Contest(effort.Rounds)
            .Add("create-accounting-off", CreateDestroy.Live)
            .Add("create-accounting-on", static times => Heard(() => CreateDestroy.Live(times)))
            .Add("access-accounting-off", Access)
            .Add("access-accounting-on", static times => Heard(() => Access(times)))
            .Run();
        return
        [
            outcome.Time("create-accounting-off", unit: "us"),
            outcome.Time("create-accounting-on", "create-accounting-off", Target.AtMost(1.05), "us"),
            outcome.Time("access-accounting-off"),
            outcome.Time("access-accounting-on", "access-accounting-off", Target.AtMost(1.05)),
        ];
    }

    private static int Access(int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += Stack.Touch();
        }

        return sum;
    }

    private static int Heard(Func<int> work)
    {
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
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.Start();
        return work();
    }
}
