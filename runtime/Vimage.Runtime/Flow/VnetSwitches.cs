namespace Vimage;

/// <summary>Runtime configuration switches, read once when the process first uses a vnet.</summary>
internal static class VnetSwitches
{
    /// <summary>No current vnet is an error instead of meaning the root. MSBuild: <c>VimageStrict</c>.</summary>
    internal static readonly bool Strict = IsOn("Vimage.Strict");

    /// <summary>
    /// A vnet handed to <c>INIT_VNET_x</c> is checked to be the current one. MSBuild: <c>VimageDebug</c>.
    /// (FreeBSD: <c>VNET_DEBUG</c>.)
    /// </summary>
    internal static readonly bool Debug = IsOn("Vimage.Debug");

    private static bool IsOn(string name) => AppContext.TryGetSwitch(name, out bool on) && on;
}
