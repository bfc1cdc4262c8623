namespace Vimage.Samples.Guest;

/// <summary>A module that arrives while vnets run, and leaves again.</summary>
[VnetModule("greeter")]
public static partial class Greeter
{
    [Virtualized]
    private static int s_guests;

    /// <summary>Greets somebody in the current vnet.</summary>
    /// <returns>The greeting.</returns>
    public static string Greet() => $"hello in {Vnet.Current}, guest {++V_s_guests}";

    [VnetInit]
    private static void Attach(Vnet vnet) => _ = vnet.CreateTimer(static _ => Greet(), null, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5));

    [VnetUninit]
    private static void Detach() => V_s_guests = 0;
}
