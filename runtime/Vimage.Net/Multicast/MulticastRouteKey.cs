namespace Vimage.Net;

/// <summary>What a route for packets to a group is looked up by.</summary>
internal readonly record struct MulticastRouteKey(InAddress Group, InAddress Source, int Fib);
