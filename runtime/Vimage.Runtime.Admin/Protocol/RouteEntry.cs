namespace Vimage.Admin.Protocol;

/// <summary>A route of a vnet.</summary>
/// <param name="Destination">The network that it is for, with the length of its prefix.</param>
/// <param name="Gateway">The gateway, if there is one.</param>
/// <param name="Kind">What becomes of packets.</param>
/// <param name="Interface">The interface that they leave by, if they do.</param>
/// <param name="Fib">The number of the routing table.</param>
public sealed record RouteEntry(string Destination, string? Gateway, string Kind, string? Interface, int Fib);
