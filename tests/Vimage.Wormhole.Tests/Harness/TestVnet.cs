namespace Vimage.Wormholes.Tests;

/// <summary>Vnets with names that no other test has.</summary>
internal static class TestVnet
{
    private static int s_count;

    internal static string NewName() => $"vnet{Interlocked.Increment(ref s_count)}";

    internal static Vnet Create(VnetOptions? options = null) => Vnet.Root.CreateChild(NewName(), options);

    /// <summary>Creates a vnet that may have others below it.</summary>
    internal static Vnet CreateParent(IReadOnlyDictionary<string, long>? quotas = null, TimeProvider? time = null) =>
        Create(new VnetOptions { ChildrenMax = 100, Quotas = quotas, TimeProvider = time });

    internal static Vnet CreateBelow(Vnet parent, int childrenMax = 0) =>
        parent.CreateChild(NewName(), new VnetOptions { ChildrenMax = childrenMax });
}
