using System.Numerics;

namespace Vimage.Net;

/// <summary>What tells a connection from all others of a vnet: both ends, the own one first.</summary>
internal readonly record struct ConnectionKey(InAddress LocalAddress, ushort LocalPort, InAddress RemoteAddress, ushort RemotePort)
{
    // The compiler's own would hash each field by itself, on the path of every packet.
    public override int GetHashCode()
    {
        ulong ports = ((ulong)LocalPort << 16) | RemotePort;
        ulong mixed = BitOperations.RotateLeft(LocalAddress.Folded, 32) ^ RemoteAddress.Folded ^ (ports * 0x9E3779B97F4A7C15);
        mixed *= 0xBF58476D1CE4E5B9;
        return (int)(mixed >> 32);
    }
}
