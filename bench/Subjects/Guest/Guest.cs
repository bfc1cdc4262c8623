namespace Vimage.Bench.Subjects;

/// <summary>A module that is loaded and unloaded beside other work, and attached to every vnet meanwhile.</summary>
[VnetModule("bench-guest")]
public static partial class Guest
{
    [Virtualized]
    private static int s_attached;

    /// <summary>Returns how often the module was attached to the current vnet: 1, or something is wrong.</summary>
    /// <returns>The number.</returns>
    public static int Attached() => V_s_attached;

    [VnetInit]
    private static void Attach() => V_s_attached++;
}
