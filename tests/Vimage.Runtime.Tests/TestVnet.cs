namespace Vimage.Runtime.Tests;

/// <summary>Vnets with names that no other test has.</summary>
internal static class TestVnet
{
    private static int s_count;

    internal static string NewName() => $"vnet{Interlocked.Increment(ref s_count)}";

    internal static Vnet Create(VnetOptions? options = null) => Vnet.Root.CreateChild(NewName(), options);
}
