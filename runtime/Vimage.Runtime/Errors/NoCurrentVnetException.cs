namespace Vimage;

/// <summary>
/// Virtualized state was used while no vnet was current, and the process runs in strict mode, where that does not mean
/// the root.
/// </summary>
/// <remarks>Strict mode is the runtime configuration switch <c>Vimage.Strict</c> (MSBuild: <c>VimageStrict</c>).</remarks>
public sealed class NoCurrentVnetException : InvalidOperationException
{
    internal NoCurrentVnetException(string what)
        : base($"'{what}' was used while no vnet is current. Enter one first: using (vnet.Enter()), vnet.Run(...), or "
            + "using (CURVNET_SET(vnet)).")
    {
    }
}
