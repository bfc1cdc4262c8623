using Vimage.Admin.Protocol;
using Vimage.Admin.Serving;

namespace Vimage.Admin;

/// <summary>
/// Looks at a vnet and what is below it from inside the process, as <see cref="AdminConnection"/> does from outside: by that vnet's rights,
/// with paths relative to it, and at nothing else. It changes nothing.
/// </summary>
public sealed class VnetInspector : IDisposable
{
    private readonly AdminScope _scope;
    private readonly TeardownLog _teardowns;

    /// <summary>Begins to look; teardowns are kept from here on.</summary>
    /// <param name="vnet">The vnet that paths are relative to.</param>
    public VnetInspector(Vnet vnet)
    {
        ArgumentNullException.ThrowIfNull(vnet);
        _scope = new AdminScope(vnet);
        _teardowns = new TeardownLog(_scope);
    }

    /// <summary>Returns what process this is, and whose paths these are.</summary>
    /// <returns>What the process says of itself.</returns>
    public AdminGreeting Describe() => VnetReader.Greet(_scope);

    /// <summary>Lists vnets.</summary>
    /// <param name="path">The vnet to begin at; <c>"."</c> for the one that paths are relative to.</param>
    /// <param name="recursive">Whether those below its children too.</param>
    /// <returns>The vnet itself, then those below it, each before its children.</returns>
    /// <exception cref="VnetNotFoundException">There is no such vnet. (ESRCH)</exception>
    /// <exception cref="ObjectDisposedException">The vnet that paths are relative to was destroyed. (ENXIO)</exception>
    public IReadOnlyList<VnetEntry> ListVnets(string path, bool recursive) => _scope.Tree.Run(() => VnetReader.List(_scope, path, recursive));

    /// <summary>Lists what a vnet, with all below it, has and may have.</summary>
    /// <param name="path">The vnet.</param>
    /// <returns>The limits, in the order of their names.</returns>
    /// <inheritdoc cref="ListVnets" path="/exception"/>
    public IReadOnlyList<LimitEntry> ListLimits(string path) => _scope.Tree.Run(() => VnetReader.ListLimits(_scope, path));

    /// <summary>Lists interfaces.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="recursive">Whether those of all vnets below it too.</param>
    /// <returns>The interfaces, by vnet, in the order of their numbers; none where the process has used no network stack.</returns>
    /// <inheritdoc cref="ListVnets" path="/exception"/>
    public IReadOnlyList<InterfaceEntry> ListInterfaces(string path, bool recursive) =>
        _scope.Tree.Run<IReadOnlyList<InterfaceEntry>>(() => NetworkStack.IsThere ? InterfaceReader.List(_scope, path, recursive) : []);

    /// <summary>Lists the wormholes that the vnet, or one below it, has opened or has an end of.</summary>
    /// <returns>The wormholes that are open.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed. (ENXIO)</exception>
    public IReadOnlyList<WormholeEntry> ListWormholes() => _scope.Tree.Run(() => WormholeReader.List(_scope));

    /// <summary>Lists the last teardowns of vnets below the one that paths are relative to.</summary>
    /// <returns>What they have found; the last one first, 256 at most.</returns>
    public IReadOnlyList<TeardownEntry> ListTeardowns() => _teardowns.List();

    /// <summary>Ends the looking: no more teardowns are kept.</summary>
    public void Dispose() => _teardowns.Dispose();
}
