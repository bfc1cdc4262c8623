using System.Globalization;
using Microsoft.Coyote;
using Microsoft.Coyote.SystematicTesting;
using Vimage.Runtime.Exploration.Scenarios;

namespace Vimage.Runtime.Exploration;

/// <summary>
/// Runs a scenario again and again, each time with another interleaving of its tasks: <c>SCENARIO ITERATIONS [SEED]</c>. Ends with
/// 0, or with 1 and what went wrong; the seed that was used is printed first.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length is < 2 or > 3 || !Scenario.All.TryGetValue(args[0], out Func<Task>? scenario))
        {
            Console.Error.WriteLine($"SCENARIO ITERATIONS [SEED], with one of {string.Join(", ", Scenario.All.Keys)}");
            return 2;
        }

        Configuration configuration = Configuration.Create()
            .WithTestingIterations(uint.Parse(args[1], CultureInfo.InvariantCulture))
            .WithPrioritizationStrategy()
            .WithLockAccessRaceCheckingEnabled(true)
            .WithAtomicOperationRaceCheckingEnabled(true)
            .WithVolatileOperationRaceCheckingEnabled(true)
            .WithTelemetryEnabled(false);
        if (args.Length == 3)
        {
            configuration = configuration.WithRandomGeneratorSeed(uint.Parse(args[2], CultureInfo.InvariantCulture));
        }

        TestingEngine engine = TestingEngine.Create(configuration, scenario);
        engine.Run();
        Console.WriteLine(engine.GetReport());
        foreach (string bug in engine.TestReport.BugReports)
        {
            Console.WriteLine(bug);
        }

        return engine.TestReport.NumOfFoundBugs == 0 ? 0 : 1;
    }
}
