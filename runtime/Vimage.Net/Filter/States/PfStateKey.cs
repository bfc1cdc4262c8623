using System.Numerics;

namespace Vimage.Net;

/// <summary>
/// What the packets of a state have in common on one side of the interface: who is out there, and who is on this side. A packet that
/// comes in is from the one to the other, one that leaves the other way round. (FreeBSD: <c>struct pf_state_key</c>.)
/// </summary>
/// <remarks>Ports are 0 where the protocol has none; the number of an echo is that of who asks.</remarks>
internal readonly record struct PfStateKey(byte Protocol, InAddress Remote, ushort RemotePort, InAddress Local, ushort LocalPort)
{
    /// <summary>Returns what a packet has that crosses an interface.</summary>
    internal static PfStateKey Of(in PacketInfo packet, Ifnet @interface, PacketDirection direction)
    {
        InAddress source = packet.IsIpv6 ? packet.Source.WithZone(@interface.Index) : packet.Source;
        InAddress destination = packet.IsIpv6 ? packet.Destination.WithZone(@interface.Index) : packet.Destination;
        return direction == PacketDirection.In
            ? new(packet.Protocol, source, packet.SourcePort, destination, packet.DestinationPort)
            : new(packet.Protocol, destination, packet.DestinationPort, source, packet.SourcePort);
    }

    // The compiler's own copies both.
    internal static bool AreSame(in PfStateKey one, in PfStateKey other) =>
        one.LocalPort == other.LocalPort
        && one.RemotePort == other.RemotePort
        && one.Protocol == other.Protocol
        && one.Local == other.Local
        && one.Remote == other.Remote;

    internal int Hash(ulong seed)
    {
        ulong ports = ((ulong)Protocol << 32) | ((ulong)LocalPort << 16) | RemotePort;
        ulong mixed = (BitOperations.RotateLeft(Local.High ^ Local.Low, 32) ^ Remote.High ^ Remote.Low ^ seed) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 29) ^ ports) * (seed | 1);
        return (int)(mixed >> 32);
    }
}
