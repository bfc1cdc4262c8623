using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>A packet as a filter sees it: what it says of itself, and where it is.</summary>
public readonly ref struct FilteredPacket
{
    private readonly PacketInfo _info;

    internal FilteredPacket(Span<byte> bytes, Ifnet @interface, PacketDirection direction)
    {
        Bytes = bytes;
        Interface = @interface;
        Direction = direction;
        _info = PacketInfo.Read(bytes);
    }

    /// <summary>Gets the packet, from its IP header on.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Gets the interface that it has come in by, or leaves by.</summary>
    public Ifnet Interface { get; }

    /// <summary>Gets a value indicating whether it comes in or leaves.</summary>
    public PacketDirection Direction { get; }

    /// <summary>Gets the family of its addresses.</summary>
    public AddressFamily Family => _info.IsIpv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;

    /// <summary>Gets who has sent it.</summary>
    public IPAddress Source => _info.Source.WithZone(Interface.Index).ToIPAddress();

    /// <summary>Gets whom it is for.</summary>
    public IPAddress Destination => _info.Destination.WithZone(Interface.Index).ToIPAddress();

    /// <summary>Gets the number of the protocol that it carries, behind extension headers. (<c>IPPROTO_X</c>)</summary>
    public int Protocol => _info.Protocol;

    /// <summary>Gets a value indicating whether it is a piece of a packet, other than the first.</summary>
    public bool IsLaterFragment => _info.IsLaterFragment;

    /// <summary>Gets the port of the sender; 0 where the protocol has none, or the piece does not say.</summary>
    public int SourcePort => _info.HasPorts ? _info.SourcePort : 0;

    /// <summary>Gets the port that it is for; 0 where the protocol has none, or the piece does not say.</summary>
    public int DestinationPort => _info.HasPorts ? _info.DestinationPort : 0;

    /// <summary>Gets what is behind the IP header and the extension headers.</summary>
    public ReadOnlySpan<byte> Payload => Bytes[_info.Offset..];
}
