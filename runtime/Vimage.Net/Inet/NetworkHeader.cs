namespace Vimage.Net;

/// <summary>What a transport protocol is told of the headers before its own, of whichever family they are.</summary>
/// <param name="Source">Who has sent the packet.</param>
/// <param name="Destination">Whom it is for.</param>
/// <param name="Length">The bytes before the header of the transport protocol.</param>
/// <param name="TrafficClass">The type of service, or the traffic class.</param>
internal readonly record struct NetworkHeader(InAddress Source, InAddress Destination, int Length, byte TrafficClass)
{
    internal static NetworkHeader Of(in IpHeader ip) => new(ip.Source, ip.Destination, ip.HeaderLength, ip.TypeOfService);
}
