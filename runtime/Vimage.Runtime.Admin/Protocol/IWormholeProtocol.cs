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

    /// <summary>Lets a wormhole accept nothing until it is resumed.</summary>
    /// <param name="name">Its name; ENOENT if there is none, EMFILE if there are several.</param>
    [JsonRpcMethod("wormhole.pause")]
    Task PauseWormholeAsync(string name);

    /// <summary>Lets a wormhole that was paused go on.</summary>
    /// <param name="name">Its name; ENOENT if there is none, EMFILE if there are several.</param>
    [JsonRpcMethod("wormhole.resume")]
    Task ResumeWormholeAsync(string name);

    /// <summary>Limits how much goes through a wormhole, in each direction by itself.</summary>
    /// <param name="name">Its name; ENOENT if there is none, EMFILE if there are several.</param>
    /// <param name="messagesPerSecond">Messages, frames or, of bytes, writes a second; null for no limit.</param>
    /// <param name="bytesPerSecond">Bytes a second; null for no limit.</param>
    [JsonRpcMethod("wormhole.throttle")]
    Task ThrottleWormholeAsync(string name, long? messagesPerSecond, long? bytesPerSecond);

    /// <summary>Makes one wormhole, between the far ends, of two that meet in a vnet.</summary>
    /// <param name="one">The name of the one; ENOENT if there is none, EMFILE if there are several.</param>
    /// <param name="other">That of the other. EINVAL if they do not meet, or are not open; EDOOFUS if both far ends are in one vnet.</param>
    /// <returns>The name of the new one.</returns>
    [JsonRpcMethod("wormhole.collapse")]
    Task<string> CollapseWormholesAsync(string one, string other);

    /// <summary>Ends a wormhole at once.</summary>
    /// <param name="name">Its name; ENOENT if there is none, EMFILE if there are several.</param>
    [JsonRpcMethod("wormhole.revoke")]
    Task RevokeWormholeAsync(string name);
}
