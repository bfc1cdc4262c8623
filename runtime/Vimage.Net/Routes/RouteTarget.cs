namespace Vimage.Net;

/// <summary>Where a packet goes next, and from which address it comes unless it says so itself.</summary>
internal readonly record struct RouteTarget(Ifnet Interface, InAddress NextHop, InAddress Source, bool IsBroadcast = false);
