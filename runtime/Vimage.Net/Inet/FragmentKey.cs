namespace Vimage.Net;

/// <summary>What the fragments of one packet have in common (RFC 791, 3.2).</summary>
internal readonly record struct FragmentKey(uint Source, uint Destination, ushort Identification, byte Protocol);
