using StreamJsonRpc;

namespace Vimage.Admin.Protocol;

/// <summary>What can be asked about wormholes. Paths are those of <see cref="IAdminProtocol"/>.</summary>
public interface IWormholeProtocol
{
    /// <summary>Lists the open wormholes that the vnet, or one below it, has opened or has an end of.</summary>
    /// <returns>The wormholes, in the order in which they were opened.</returns>
    [JsonRpcMethod("wormholes")]
    Task<IReadOnlyList<WormholeEntry>> ListWormholesAsync();

    /// <summary>Opens a wormhole.</summary>
    /// <param name="form">
    /// <c>interfaces</c>: each vnet gets an interface <c>whN</c>, which is down. <c>frames</c> or <c>bytes</c>: each has an end, which its
    /// program finds by the name.
    /// </param>
    /// <param name="first">The vnet of one end.</param>
    /// <param name="second">That of the other.</param>
    /// <param name="name">Its name; one that is not in use unless given.</param>
    /// <returns>The name.</returns>
    [JsonRpcMethod("wormhole.open")]
    Task<string> OpenWormholeAsync(string form, string first, string second, string? name);

    /// <summary>Ends a wormhole at once.</summary>
    /// <param name="name">Its name; ENOENT if there is none, EMFILE if there are several.</param>
    [JsonRpcMethod("wormhole.revoke")]
    Task RevokeWormholeAsync(string name);
}
