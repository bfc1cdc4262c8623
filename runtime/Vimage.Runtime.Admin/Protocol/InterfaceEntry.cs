namespace Vimage.Admin.Protocol;

/// <summary>An interface of a vnet.</summary>
/// <param name="Vnet">The path of the vnet.</param>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its number in the vnet.</param>
/// <param name="Kind">What it is: <c>epair</c>, <c>bridge</c>, <c>loopback</c> and the like.</param>
/// <param name="Flags">Its flags, such as <c>up</c>.</param>
/// <param name="HasCarrier">Whether its link leads anywhere now: not if that was cut.</param>
/// <param name="Mtu">The bytes that a packet may have.</param>
/// <param name="LinkAddress">Its link-layer address, if it has any.</param>
/// <param name="Addresses">Its addresses, each with the length of its prefix.</param>
/// <param name="Groups">The groups that it is in.</param>
/// <param name="Peer">The other end of a pair, as <c>NAME@PATH</c>, if that is below the vnet that paths are relative to.</param>
/// <param name="Members">The members of a bridge, by their names.</param>
/// <param name="PacketsIn">The packets received.</param>
/// <param name="BytesIn">Their bytes.</param>
/// <param name="PacketsOut">The packets sent.</param>
/// <param name="BytesOut">Their bytes.</param>
/// <param name="Dropped">The packets lost, whatever the reason.</param>
public sealed record InterfaceEntry(
    string Vnet,
    string Name,
    int Index,
    string Kind,
    IReadOnlyList<string> Flags,
    bool HasCarrier,
    int Mtu,
    string? LinkAddress,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> Groups,
    string? Peer,
    IReadOnlyList<string> Members,
    long PacketsIn,
    long BytesIn,
    long PacketsOut,
    long BytesOut,
    long Dropped);
