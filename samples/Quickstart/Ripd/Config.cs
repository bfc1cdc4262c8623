using System;
using System.Globalization;
using Vimage;

namespace Quickstart.Ripd;

/// <summary>What the configuration file sets. Times are in seconds; their defaults are those of RFC 2453, 3.8.</summary>
[VnetModule("config")]
internal static partial class Config
{
    /// <summary>The router's name, in its log.</summary>
    [Virtualized] internal static partial string Hostname { get; private set; } = "router";

    /// <summary>Between two regular updates.</summary>
    [Virtualized] internal static int update_interval = 30;

    /// <summary>How much earlier or later an update may be, so that routers don't fall into step.</summary>
    [Virtualized] internal static int update_jitter = 5;

    /// <summary>How long a route lives that nobody confirms.</summary>
    [Virtualized] internal static int route_timeout = 180;

    /// <summary>How long a dead route is still advertised as unreachable.</summary>
    [Virtualized] internal static int garbage_time = 120;

    /// <summary>The longest pause after a triggered update.</summary>
    [Virtualized] internal static int trigger_pause = 5;

    /// <summary>Tell a neighbour that what was learned from it is unreachable this way; otherwise tell it nothing.</summary>
    [Virtualized] internal static bool poisoned_reverse = true;

    /// <summary>Only networks within this one are told to neighbours: a router's links may be of no interest to others. All are unless set.</summary>
    [Virtualized(ByRef = true)] internal static uint advertised_network;
    [Virtualized(ByRef = true)] internal static uint advertised_mask;

    /// <summary>Where the random numbers begin. By reference: TryParse writes straight into it.</summary>
    [Virtualized(ByRef = true)] internal static uint random_seed = 1;

    /// <summary>Reads a configuration file: a keyword and its values in each line.</summary>
    /// <exception cref="FormatException">A line is not understood.</exception>
    internal static void Read(string file)
    {
        int number = 0;
        foreach (string line in file.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length > 0 && line[0] != '#' && !ReadLine(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            {
                throw new FormatException($"ripd.conf:{number}: '{line}' is not understood.");
            }
        }
    }

    private static bool ReadLine(string[] words)
    {
        switch (words)
        {
            case ["hostname", string name]:
                Hostname = name;
                return true;
            case ["seed", string seed]:
                return uint.TryParse(seed, CultureInfo.InvariantCulture, out V_random_seed) && V_random_seed != 0;
            case ["timers", string update, string timeout, string garbage]:
                return TryReadSeconds(update, out int interval) && TryReadSeconds(timeout, out int dead)
                    && TryReadSeconds(garbage, out int gone) && SetTimers(interval, dead, gone);
            case ["split-horizon", "poisoned-reverse" or "simple"]:
                V_poisoned_reverse = words[1] == "poisoned-reverse";
                return true;
            case ["advertise", string network]:
                return Ipv4.TryParse(network, out V_advertised_network, out V_advertised_mask);
            case ["debug", "on" or "off"]:
                Log.V_log_debug = words[1] == "on";
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadSeconds(string word, out int seconds) =>
        int.TryParse(word, CultureInfo.InvariantCulture, out seconds) && seconds > 0;

    private static bool SetTimers(int update, int timeout, int garbage)
    {
        V_update_interval = update;
        V_route_timeout = timeout;
        V_garbage_time = garbage;
        return V_update_jitter < V_update_interval && V_update_interval < V_route_timeout;
    }
}
