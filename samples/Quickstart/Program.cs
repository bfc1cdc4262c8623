// Ripd/ is a routing daemon as one ported from C looks: all its state is in globals, and one process is one router. Each
// global is marked [Virtualized], and used as V_x. What V_x is, one MSBuild property decides (Quickstart.csproj), and this
// program, which knows about vnets so that the daemon need not, boots 50 routers in one process.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Quickstart.Host;

namespace Quickstart;

internal static class Program
{
    internal const int Seed = 2453;

    private const int RouterCount = 50;

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case []:
                return await RunAsync() ? 0 : 1;
            case [ModeReport.Option, string count] when int.TryParse(count, CultureInfo.InvariantCulture, out int routers):
                return await ModeReport.RunOneAsync(routers) ? 0 : 1;
            default:
                Console.Error.WriteLine($"Quickstart takes no arguments; got '{string.Join(' ', arguments)}'.");
                return 2;
        }
    }

    private static async Task<bool> RunAsync()
    {
        Topology topology = new(RouterCount, Seed);
        Console.WriteLine($"{RouterCount} RIP routers, {topology.Links.Count} cables, one process, VimageMode={ModeFacts.Mode}");
        RouterNetwork network = new(topology);
        bool isGood = Settle(network, "all booted");

        Link cut = topology.Links[0];
        network.Cut(cut, isNoticed: true);
        isGood &= Settle(network, $"{cut} cut, and both ends notice");

        Link silent = topology.Links[^1];
        network.Cut(silent, isNoticed: false);
        isGood &= Settle(network, $"{silent} cut, and nobody notices");

        Router gone = network.Routers[RouterCount / 2];
        await gone.ShutDownAsync();
        isGood &= Settle(network, $"r{RouterCount / 2} shut down, its vnet destroyed");

        Console.WriteLine();
        Console.WriteLine("Two of them, in their own words:");
        Describe(network.Routers[0]);
        Describe(network.Routers[silent.A]);
        await network.ShutDownAsync();

        if (ModeFacts.Mode == "Instance")
        {
            Console.WriteLine();
            Console.WriteLine("The same source, compiled in each mode:");
            isGood &= ModeReport.RunAll(RouterCount);
        }

        return isGood;
    }

    private static bool Settle(RouterNetwork network, string what)
    {
        long seconds = network.Converge();
        IReadOnlyList<string?> faults = network.CheckTables();
        int right = faults.Count(static fault => fault is null);
        Console.WriteLine($"  {what,-36} settled in {seconds,3} s, {right} of {faults.Count} tables are the shortest paths");
        if (right != faults.Count)
        {
            Console.WriteLine($"    {faults.First(static fault => fault is not null)}");
        }

        return right == faults.Count;
    }

    private static void Describe(Router router)
    {
        Console.WriteLine($"  {router.ReadStatistics()}");
        foreach (string line in router.ReadLog(2))
        {
            Console.WriteLine($"    {line}");
        }
    }
}
