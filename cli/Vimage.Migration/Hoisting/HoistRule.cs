namespace Vimage.Migration.Hoisting;

/// <summary>
/// When it pays to look a module's state up once: an access to a virtualized variable costs a thread-static read, which the JIT
/// takes out of no loop; <c>INIT_VNET_x</c> costs about as much as one access. The analyzers' rule VIM0107 draws the same line.
/// </summary>
internal static class HoistRule
{
    /// <summary>How many accesses outside of loops are worth a look-up of their own.</summary>
    internal const int MinAccesses = 5;

    /// <summary>Returns whether the accesses to one module in one body are worth it.</summary>
    internal static bool Pays(IReadOnlyCollection<VirtualizedUse> uses) => uses.Count >= MinAccesses || uses.Any(static use => use.IsInLoop);
}
