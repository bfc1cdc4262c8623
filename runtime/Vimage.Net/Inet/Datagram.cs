namespace Vimage.Net;

/// <summary>A datagram that waits in a socket, and where it came from and went to.</summary>
internal readonly record struct Datagram(Mbuf Packet, InAddress Source, ushort SourcePort, InAddress Destination, int InterfaceIndex);
