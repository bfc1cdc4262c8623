namespace Vimage;

/// <summary>What the process knows with the runtime configuration switch <c>Vimage.Debug</c> (MSBuild: <c>VimageDebug</c>).</summary>
public static class VnetDebug
{
    /// <summary>Gets a value indicating whether the switch is on.</summary>
    public static bool IsOn => VnetSwitches.Debug;

    /// <summary>
    /// Gets where a scope was entered inside another, each pair of places once: a snapshot. Empty unless the switch is on.
    /// (FreeBSD: <c>show vnetrcrs</c>.)
    /// </summary>
    public static IReadOnlyCollection<VnetRecursion> Recursions => ScopeLog.Recursions;
}
