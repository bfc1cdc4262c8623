using System.Collections.Generic;
using Vimage;

namespace Quickstart.Ripd;

/// <summary>The log: the last lines in memory, to look at when something went wrong.</summary>
[VnetModule("log", DependsOn = ["config"])]
internal static partial class Log
{
    private const int Capacity = 64;

    [Virtualized] private static readonly string[] log_ring = new string[Capacity];
    [Virtualized] private static int log_count;
    [Virtualized] internal static bool log_debug;

    internal static void Notice(string message)
    {
        V_log_ring[V_log_count % Capacity] = $"{Timers.V_now,6} {Config.Hostname}: {message}";
        V_log_count++;
    }

    [VnetInit]
    private static void Open() => Notice("log opened");

    /// <summary>Returns the last lines, the oldest first.</summary>
    internal static IReadOnlyList<string> Tail(int lines)
    {
        List<string> tail = [];
        for (int i = int.Max(0, V_log_count - int.Min(lines, Capacity)); i < V_log_count; i++)
        {
            tail.Add(V_log_ring[i % Capacity]);
        }

        return tail;
    }
}
