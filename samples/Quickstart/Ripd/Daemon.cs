using Vimage;

namespace Quickstart.Ripd;

/// <summary>The program itself. One process is one router: nothing here, or below, knows of another.</summary>
[VnetModule("daemon", DependsOn = ["config", "log", "timers"])]
internal static partial class Daemon
{
    [Virtualized] private static bool is_running;

    /// <summary>Starts the router; what <c>main</c> was.</summary>
    /// <param name="configuration">The text of its configuration file.</param>
    internal static void Start(string configuration)
    {
        Config.Read(configuration);
        Timers.Start();
        V_is_running = true;
        Log.Notice("started");
    }

    /// <summary>Called by the system once a second.</summary>
    internal static void Tick()
    {
        if (V_is_running)
        {
            Timers.Tick();
        }
    }
}
