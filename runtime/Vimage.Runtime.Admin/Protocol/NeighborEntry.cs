namespace Vimage.Admin.Protocol;

/// <summary>A host on a link of a vnet.</summary>
/// <param name="Interface">The interface by which it is reached.</param>
/// <param name="Address">Its address.</param>
/// <param name="Link">Its link-layer address; <see langword="null"/> as long as it has not answered.</param>
/// <param name="State">What is known of it (RFC 4861, 7.3.2); of ARP incomplete, reachable or permanent.</param>
public sealed record NeighborEntry(string Interface, string Address, string? Link, string State);
