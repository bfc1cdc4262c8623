using Vimage;

namespace Quickstart.Ripd;

/// <summary>The clock, and what happens when: regular updates, triggered updates, ageing (RFC 2453, 3.8 and 3.10.1).</summary>
[VnetModule("timers", DependsOn = ["config"])]
internal static partial class Timers
{
    /// <summary>Seconds since the daemon was started.</summary>
    [Virtualized] internal static int now;

    [Virtualized] private static int next_update;

    /// <summary>Something has changed that neighbours should hear of before the next regular update.</summary>
    [Virtualized] internal static bool trigger_pending;

    /// <summary>No triggered update before this time, so that a burst of changes is one.</summary>
    [Virtualized] private static int trigger_paused_until;

    [Virtualized(ByRef = true)] private static uint random_state;

    /// <summary>Reads the configuration's seed, and puts the first update somewhere in the first interval.</summary>
    internal static void Start()
    {
        V_random_state = Config.V_random_seed;
        V_next_update = V_now + Random(1, Config.V_update_interval);
    }

    /// <summary>Called by the system once a second.</summary>
    internal static void Tick()
    {
        V_now++;
        Routes.Age(V_now);
        if (V_now >= V_next_update)
        {
            V_next_update = V_now + Config.V_update_interval + Random(-Config.V_update_jitter, Config.V_update_jitter);
            V_trigger_pending = false;
            Statistics.V_counters.RegularUpdates++;
            Output.UpdateAll(changedOnly: false);
        }
        else if (V_trigger_pending && V_now >= V_trigger_paused_until)
        {
            V_trigger_paused_until = V_now + Random(1, Config.V_trigger_pause);
            V_trigger_pending = false;
            Statistics.V_counters.TriggeredUpdates++;
            Output.UpdateAll(changedOnly: true);
        }
    }

    /// <summary>Returns a random number from <paramref name="least"/> to <paramref name="most"/> (Marsaglia's xorshift).</summary>
    private static int Random(int least, int most)
    {
        ref uint state = ref V_random_state;
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return least + (int)(state % (uint)(most - least + 1));
    }
}
