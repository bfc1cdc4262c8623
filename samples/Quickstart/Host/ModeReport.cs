using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace Quickstart.Host;

/// <summary>
/// The same experiment in each mode, once with one router and once with all: how many of them have a right table? A mode
/// is a matter of the compiler, so that each has its own build of this program, started as a child process.
/// </summary>
internal static class ModeReport
{
    internal const string Option = "--mode-report";

    private const string Layout = "  {0,-9} {1,7} {2,13} {3,9}   {4}";

    /// <summary>Starts the child processes, which print a line each.</summary>
    /// <returns>Whether all modes did what they promise.</returns>
    internal static bool RunAll(int routers)
    {
        Console.WriteLine(Layout, "mode", "routers", "right tables", "time", "V_update_interval is");
        bool isGood = true;
        foreach (string mode in new[] { "Globals", "Struct", "Instance" })
        {
            string program = Path.Combine(AppContext.BaseDirectory, mode == ModeFacts.Mode ? "" : $"modes/{mode}", "Quickstart.dll");
            if (!File.Exists(program))
            {
                Console.WriteLine($"  {mode,-9} was not built: {program} is missing; build samples/Quickstart to have it");
                isGood = false;
                continue;
            }

            isGood &= RunChild(program, 1) & RunChild(program, routers);
        }

        return isGood;
    }

    /// <summary>Runs the experiment in this process, and prints a line.</summary>
    /// <returns>Whether this mode did what it promises: one right router in any, and all of them in <c>Instance</c>.</returns>
    internal static async Task<bool> RunOneAsync(int routers)
    {
        string variable = ModeFacts.FindVariable();
        Stopwatch watch = Stopwatch.StartNew();
        RouterNetwork network = new(new Topology(routers, Program.Seed));
        _ = network.Converge();
        int right = network.CheckTables().Count(static fault => fault is null);
        await network.ShutDownAsync();
        Console.WriteLine(Layout, ModeFacts.Mode, routers, $"{right} of {routers}", $"{watch.ElapsedMilliseconds} ms", variable);
        return right == routers || (routers > 1 && ModeFacts.Mode != "Instance");
    }

    private static bool RunChild(string program, int routers)
    {
        // The dotnet that runs this process: it may not be in the PATH.
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        using Process child = Process.Start(dotnet, [program, Option, routers.ToString(CultureInfo.InvariantCulture)]);
        child.WaitForExit();
        return child.ExitCode == 0;
    }
}
