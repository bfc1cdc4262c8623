using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <summary>
/// What the packets of a state have in common on one side of the interface: who is out there, and who is on this side. A packet that
/// comes in is from the one to the other, one that leaves the other way round. (FreeBSD: <c>struct pf_state_key</c>.)
/// </summary>
/// <param name="Remote">Who is out there.</param>
/// <param name="Local">Who is on this side.</param>
/// <param name="Transport">The family, the protocol, and the ports: the remote one first.</param>
/// <remarks>Ports are 0 where the protocol has none; the number of an echo is that of who asks.</remarks>
internal readonly record struct PfStateKey(InAddress Remote, InAddress Local, ulong Transport)
{
    private const int RemotePortShift = 16;
    private const int ProtocolShift = 32;
    private const ulong Ipv6 = 1UL << 40;

    internal PfStateKey(InAddress remote, InAddress local, ushort remotePort, ushort localPort, byte protocol)
        : this(remote, local, TransportOf(protocol, ((uint)remotePort << RemotePortShift) | localPort) | (remote.IsIpv4 ? 0 : Ipv6))
    {
    }

    internal byte Protocol => (byte)(Transport >> ProtocolShift);

    internal ushort RemotePort => (ushort)(Transport >> RemotePortShift);

    internal ushort LocalPort
    {
        get => (ushort)Transport;
        init => Transport = (Transport & ~(ulong)ushort.MaxValue) | value;
    }

    /// <summary>Gets both addresses of IPv4, the remote one first.</summary>
    internal ulong Ipv4Addresses => (Remote.Low << 32) | Local.Ipv4;

    /// <summary>Returns what a packet has that crosses an interface.</summary>
    internal static PfStateKey Of(in PacketInfo packet, Ifnet @interface, PacketDirection direction)
    {
        InAddress source = packet.IsIpv6 ? packet.Source.WithZone(@interface.Index) : packet.Source;
        InAddress destination = packet.IsIpv6 ? packet.Destination.WithZone(@interface.Index) : packet.Destination;
        return direction == PacketDirection.In
            ? new(source, destination, packet.SourcePort, packet.DestinationPort, packet.Protocol)
            : new(destination, source, packet.DestinationPort, packet.SourcePort, packet.Protocol);
    }

    /// <summary>Returns a protocol and its ports, the remote one first, as a key of IPv4 has them.</summary>
    internal static ulong TransportOf(byte protocol, uint ports) => ((ulong)protocol << ProtocolShift) | ports;

    // The compiler's own copies both.
    internal static bool AreSame(in PfStateKey one, in PfStateKey other) =>
        one.Transport == other.Transport && one.Local == other.Local && one.Remote == other.Remote;

    internal int Hash(ulong seed) => (Transport & Ipv6) == 0
        ? Hash(Ipv4Addresses, Transport, seed)
        : Hash(Local.Low ^ BitOperations.RotateLeft(Local.High, 32), Transport, seed ^ (uint)Hash(Remote.Low, Remote.High, seed));

    /// <summary>Returns a number that who does not know the seed can't make alike for many. (As wyhash: a product of 128 bits, folded.)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Hash(ulong one, ulong other, ulong seed)
    {
        ulong high = Math.BigMul(one ^ seed, other ^ BitOperations.RotateLeft(seed, 32), out ulong low);
        return (int)((high ^ low) >> 32);
    }
}
