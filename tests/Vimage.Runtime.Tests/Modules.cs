namespace Vimage.Runtime.Tests;

[VnetModule("sample")]
internal static partial class Sample
{
    [Virtualized]
    internal static int count;

    [Virtualized]
    internal static readonly List<string> log = [];
}

[VnetModule("faulty", DependsOn = ["sample"])]
internal static partial class Faulty
{
    [Virtualized]
    internal static bool used;

    [VnetUninit]
    private static void Uninit() => throw new FormatException("faulty");
}

[VnetModule("leaving")]
internal static partial class Leaving
{
    [Virtualized]
    internal static bool used;

    [VnetUninit]
    private static void Uninit() => Late.V_used = V_used;
}

[VnetModule("late")]
internal static partial class Late
{
    [Virtualized]
    internal static bool used;
}

/// <summary>As many modules as there are closed types, each registered by its first use.</summary>
internal static partial class Counted<T>
{
    [Virtualized]
    internal static int uses;
}

/// <summary>Two modules whose initializers wait for each other, as two threads may have them do.</summary>
internal static partial class Left
{
    internal static readonly Barrier Both = new(2);

    [Virtualized]
    internal static int value = Meet() + Right.V_value;

    internal static int Meet()
    {
        if (Vnet.Current.Parent is not null)
        {
            Both.SignalAndWait(TimeSpan.FromSeconds(20));
        }

        return 1;
    }
}

internal static partial class Right
{
    [Virtualized]
    internal static int value = Left.Meet() + Left.V_value;
}

internal static partial class Slow
{
    internal static int Runs;

    [Virtualized]
    internal static int value = Run();

    private static int Run()
    {
        Thread.Sleep(20);
        return Interlocked.Increment(ref Runs);
    }
}

#pragma warning disable VIM0014 // The test is about what happens then.
[VnetModule("orphan", DependsOn = ["nowhere"])]
#pragma warning restore VIM0014
internal static partial class Orphan
{
    [Virtualized]
    internal static int x;
}

[VnetModule("staged")]
internal static partial class Staged
{
    [Virtualized]
    internal static readonly List<string> steps = [];

    [VnetInit(VnetSubsystem.Late, VnetOrder.Any)]
    private static void Finish() => V_steps.Add("late");

    [VnetInit(VnetSubsystem.First)]
    private static void Begin() => V_steps.Add("early");

    [VnetUninit(VnetSubsystem.First + 1)]
    private static void Free() => V_steps.Add("free");

    [VnetUninit(VnetSubsystem.Last)]
    private static void Stop() => V_steps.Add("stop");
}

[VnetModule("twosteps")]
internal static partial class TwoSteps
{
    internal static readonly List<string> Log = [];

    internal static string FailIn { get; set; } = "nowhere";

    [VnetInit]
    private static void First(Vnet vnet)
    {
        if (vnet.Name == FailIn)
        {
            Log.Add("first");
        }
    }

    [VnetInit(VnetSubsystem.Late)]
    private static void Second(Vnet vnet)
    {
        if (vnet.Name == FailIn)
        {
            throw new FormatException();
        }
    }

    [VnetUninit]
    private static void Undo(Vnet vnet)
    {
        if (vnet.Name == FailIn)
        {
            Log.Add("undone");
        }
    }
}

[VnetModule("tunables")]
internal static partial class Tunables
{
    /// <summary>
    /// Time to live of packets that
    /// <c>vnet0</c> &amp; others send.
    /// </summary>
    /// <unit>hops</unit>
    [Virtualized(Name = "vimage.test.ttl")]
    internal static int ttl = 64;

    [Virtualized(Name = "vimage.test.name")]
    internal static readonly string s_name = string.Concat("fix", "ed");

    [Virtualized]
    internal static string text = "";

    [Virtualized]
    internal static readonly List<int> shared = [];

    [Virtualized]
    internal static readonly List<int> copied = [];

    [Virtualized(Name = "vimage.test.count")]
    internal static partial long Count { get; private set; }

    [VnetClone]
    private static void Clone(Vnet source) => V_copied.AddRange(INIT_VNET_TUNABLES(source).V_copied);
}

/// <summary>Initializers that are all constants.</summary>
[VnetModule("settings")]
internal static partial class Settings
{
    [Virtualized]
    internal static int mtu = 1500;

    [Virtualized]
    internal static string congestion = "newreno";

    [Virtualized(ByRef = true)]
    internal static int uses = 60 * 1000;
}

/// <summary>A module whose hook is the first to use another one.</summary>
[VnetModule("greeter")]
internal static partial class Greeter
{
    [Virtualized]
    internal static int seen;

    [VnetInit]
    private static void Init(Vnet vnet)
    {
        if (vnet.Name.StartsWith(nameof(Greeter), StringComparison.Ordinal))
        {
            V_seen = Settings.V_mtu++;
        }
    }
}
