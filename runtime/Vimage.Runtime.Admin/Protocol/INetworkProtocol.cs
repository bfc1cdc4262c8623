using StreamJsonRpc;

namespace Vimage.Admin.Protocol;

/// <summary>
/// What can be asked of the vnets' network stacks; EPROTONOSUPPORT where the process has none. Paths are those of <see cref="IAdminProtocol"/>.
/// </summary>
public interface INetworkProtocol
{
    /// <summary>Lists interfaces.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="recursive">Whether those of all vnets below it too.</param>
    /// <returns>The interfaces, by vnet, in the order of their numbers.</returns>
    [JsonRpcMethod("interfaces")]
    Task<IReadOnlyList<InterfaceEntry>> ListInterfacesAsync(string path, bool recursive);

    /// <summary>Makes an interface.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="kind">What: <c>epair</c>, <c>bridge</c> or <c>lo</c>.</param>
    /// <returns>The names: of a pair both.</returns>
    [JsonRpcMethod("interface.create")]
    Task<IReadOnlyList<string>> CreateInterfaceAsync(string path, string kind);

    /// <summary>Destroys an interface, and the other end of a pair with it.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="name">The interface.</param>
    [JsonRpcMethod("interface.destroy")]
    Task DestroyInterfaceAsync(string path, string name);

    /// <summary>Moves an interface to another vnet.</summary>
    /// <param name="path">The vnet that it is in.</param>
    /// <param name="name">The interface.</param>
    /// <param name="target">The vnet that it is to be in.</param>
    /// <param name="newName">The name that it is to have there; its own unless given.</param>
    /// <returns>The name that it has there.</returns>
    [JsonRpcMethod("interface.move")]
    Task<string> MoveInterfaceAsync(string path, string name, string target, string? newName);

    /// <summary>Switches an interface on or off.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="name">The interface.</param>
    /// <param name="isUp">Whether on.</param>
    [JsonRpcMethod("interface.up")]
    Task SetUpAsync(string path, string name, bool isUp);

    /// <summary>Sets how large packets may be.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="name">The interface.</param>
    /// <param name="mtu">The bytes.</param>
    [JsonRpcMethod("interface.mtu")]
    Task SetMtuAsync(string path, string name, int mtu);

    /// <summary>Gives an interface another name.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="name">The interface.</param>
    /// <param name="newName">The name.</param>
    [JsonRpcMethod("interface.rename")]
    Task RenameInterfaceAsync(string path, string name, string newName);

    /// <summary>Gives an interface an address.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="name">The interface.</param>
    /// <param name="address">The address with the length of its prefix, such as <c>10.0.0.1/24</c>.</param>
    [JsonRpcMethod("interface.address.add")]
    Task AddAddressAsync(string path, string name, string address);

    /// <summary>Takes an address from an interface.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="name">The interface.</param>
    /// <param name="address">The address; a prefix behind it is not looked at.</param>
    [JsonRpcMethod("interface.address.remove")]
    Task RemoveAddressAsync(string path, string name, string address);

    /// <summary>Makes an interface a member of a bridge, or one no more.</summary>
    /// <param name="path">The vnet of both.</param>
    /// <param name="bridge">The bridge.</param>
    /// <param name="member">The other interface.</param>
    /// <param name="isMember">Whether it is to be one.</param>
    [JsonRpcMethod("bridge.member")]
    Task SetMemberAsync(string path, string bridge, string member, bool isMember);

    /// <summary>Lists sockets.</summary>
    /// <param name="path">The vnet.</param>
    /// <returns>The sockets, by protocol and port.</returns>
    [JsonRpcMethod("sockets")]
    Task<IReadOnlyList<SocketEntry>> ListSocketsAsync(string path);

    /// <summary>Lists what protocols count.</summary>
    /// <param name="path">The vnet.</param>
    /// <returns>The counters, by protocol.</returns>
    [JsonRpcMethod("statistics")]
    Task<IReadOnlyList<CounterEntry>> ListCountersAsync(string path);

    /// <summary>Lists routes.</summary>
    /// <param name="path">The vnet.</param>
    /// <returns>The routes of all tables.</returns>
    [JsonRpcMethod("routes")]
    Task<IReadOnlyList<RouteEntry>> ListRoutesAsync(string path);

    /// <summary>Says which route a packet would take.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="address">Where it would go.</param>
    /// <returns>The route; ESRCH if there is none.</returns>
    [JsonRpcMethod("route.get")]
    Task<RouteEntry> GetRouteAsync(string path, string address);

    /// <summary>Adds a route.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="destination">The network with the length of its prefix, or <c>default</c> (by the family of the gateway).</param>
    /// <param name="gateway">The gateway's address, or the name of the interface on which the destinations are.</param>
    [JsonRpcMethod("route.add")]
    Task AddRouteAsync(string path, string destination, string gateway);

    /// <summary>Deletes routes.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="destination">The network that they are for, or <c>default</c> (of both families).</param>
    [JsonRpcMethod("route.delete")]
    Task DeleteRouteAsync(string path, string destination);

    /// <summary>Lists neighbours of both families.</summary>
    /// <param name="path">The vnet.</param>
    /// <returns>The neighbours, by interface and address.</returns>
    [JsonRpcMethod("neighbors")]
    Task<IReadOnlyList<NeighborEntry>> ListNeighborsAsync(string path);

    /// <summary>Says what link-layer address a neighbour has, or forgets it.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="name">The interface by which it is reached.</param>
    /// <param name="address">Its address.</param>
    /// <param name="link">The link-layer address; <see langword="null"/> to forget the neighbour, ENOENT if it is not known.</param>
    [JsonRpcMethod("neighbor.set")]
    Task SetNeighborAsync(string path, string name, string address, string? link);

    /// <summary>Begins to record what an interface receives and sends, as pcapng.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="name">The interface.</param>
    /// <param name="snapLength">How many bytes to keep of each packet.</param>
    /// <returns>The number of a stream: <see cref="ICommandProtocol.ReadStreamAsync"/>.</returns>
    [JsonRpcMethod("capture")]
    Task<int> CaptureAsync(string path, string name, int snapLength);
}
