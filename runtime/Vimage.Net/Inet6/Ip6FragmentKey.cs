namespace Vimage.Net;

/// <summary>What the fragments of one packet have in common (RFC 8200, 4.5).</summary>
internal readonly record struct Ip6FragmentKey(InAddress Source, InAddress Destination, uint Identification);
