namespace Vimage.Runtime.Plugin;

/// <summary>A module without a class constructor, so that nothing stops a thread at its type before the code of its assembly.</summary>
[VnetModule("bystander")]
public static partial class Bystander
{
    [Virtualized]
    private static int s_attached;

    [VnetInit]
    private static void Attach() => V_s_attached++;
}
