using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>What a packet of either family says of itself, as far as filters ask. (FreeBSD: <c>struct pf_pdesc</c>.)</summary>
internal struct PacketInfo
{
    /// <summary>What every filter looks at of a transport header: the ports, or an ICMP type and its number.</summary>
    private const int LeastTransport = 8;

    private const int MaxExtensionHeaders = 16;

    internal bool IsIpv6 { get; private set; }

    /// <summary>Gets who has sent it, without a zone.</summary>
    internal InAddress Source { get; private set; }

    /// <summary>Gets whom it is for, without a zone.</summary>
    internal InAddress Destination { get; private set; }

    internal byte Protocol { get; private set; }

    internal byte TypeOfService { get; private set; }

    /// <summary>Gets where the transport header begins.</summary>
    internal int Offset { get; private set; }

    internal bool IsFragment { get; private set; }

    /// <summary>Gets a value indicating whether the transport header is in another fragment.</summary>
    internal bool IsLaterFragment { get; private set; }

    /// <summary>Gets a value indicating whether it ends within its headers.</summary>
    internal bool IsShort { get; private set; }

    internal readonly bool HasPorts => Protocol is IpProtocol.Tcp or IpProtocol.Udp && !IsLaterFragment && !IsShort;

    /// <summary>Gets the sender's port; the number of an echo is that of who asks.</summary>
    internal ushort SourcePort { get; private set; }

    /// <inheritdoc cref="SourcePort"/>
    internal ushort DestinationPort { get; private set; }

    internal TcpFlags TcpFlags { get; private set; }

    internal readonly bool IsIcmp => Protocol == (IsIpv6 ? IpProtocol.Icmp6 : IpProtocol.Icmp);

    internal byte IcmpType { get; private set; }

    internal byte IcmpCode { get; private set; }

    internal readonly bool IsEchoRequest => IsIcmp && IcmpType == (IsIpv6 ? (byte)Icmp6Type.Echo : (byte)Net.IcmpType.Echo);

    internal readonly bool IsEchoReply => IsIcmp && IcmpType == (IsIpv6 ? (byte)Icmp6Type.EchoReply : (byte)Net.IcmpType.EchoReply);

    /// <summary>Gets a value indicating whether it quotes another packet that it is about.</summary>
    internal readonly bool IsIcmpError => IsIcmp && (IsIpv6
        ? (Icmp6Type)IcmpType is >= Icmp6Type.Unreachable and <= Icmp6Type.ParameterProblem
        : (IcmpType)IcmpType is Net.IcmpType.Unreachable or Net.IcmpType.TimeExceeded or Net.IcmpType.ParameterProblem);

    /// <summary>Reads a packet, or the beginning of one that an error quotes.</summary>
    internal static PacketInfo Read(Span<byte> packet)
    {
        PacketInfo info = default;
        if (packet.Length >= Ip6Header.Size && IpPacket.Version(packet) == 6)
        {
            info.ReadIp6(packet);
        }
        else if (packet.Length >= IpHeader.MinSize && IpPacket.Version(packet) == 4 && new IpHeader(packet).HeaderLength <= packet.Length)
        {
            info.ReadIp(packet);
        }
        else
        {
            info.IsShort = true;
        }

        if (!info.IsLaterFragment && !info.IsShort)
        {
            info.ReadTransport(packet[info.Offset..]);
        }

        return info;
    }

    /// <summary>Makes it say what the packet will be after a translation.</summary>
    internal void Translate(bool isSource, InAddress address, ushort port)
    {
        if (isSource)
        {
            (Source, SourcePort) = (address, port);
        }
        else
        {
            (Destination, DestinationPort) = (address, port);
        }
    }

    private void ReadIp(Span<byte> packet)
    {
        IpHeader ip = new(packet);
        (Source, Destination, Protocol, TypeOfService) = (ip.Source, ip.Destination, ip.Protocol, ip.TypeOfService);
        Offset = ip.HeaderLength;
        IsFragment = ip.IsFragment;
        IsLaterFragment = ip.FragmentOffset != 0;
        IsShort = ip.HeaderLength < IpHeader.MinSize;
    }

    private void ReadIp6(Span<byte> packet)
    {
        Ip6Header ip = new(packet);
        IsIpv6 = true;
        (Source, Destination, TypeOfService) = (ip.Source, ip.Destination, ip.TrafficClass);
        ExtensionHeaders headers = new(packet);
        while (headers.IsExtension && !IsLaterFragment)
        {
            if (headers.Offset + LeastTransport > packet.Length || ++headers.Count > MaxExtensionHeaders)
            {
                IsShort = true;
                break;
            }

            if (headers.Next == IpProtocol.Fragment)
            {
                Ip6Fragment fragment = new(packet[headers.Offset..]);
                IsFragment = true;
                IsLaterFragment = fragment.Offset != 0;
            }

            headers.Pass(packet);
        }

        Protocol = headers.Next;
        Offset = Math.Min(headers.Offset, packet.Length);
        IsShort |= headers.Offset > packet.Length;
    }

    private void ReadTransport(ReadOnlySpan<byte> transport)
    {
        if (Protocol is not (IpProtocol.Tcp or IpProtocol.Udp) && !IsIcmp)
        {
            return;
        }

        if (transport.Length < LeastTransport)
        {
            IsShort = true;
            return;
        }

        if (IsIcmp)
        {
            (IcmpType, IcmpCode) = (transport[0], transport[1]);
            ushort number = BinaryPrimitives.ReadUInt16BigEndian(transport[4..]);
            (SourcePort, DestinationPort) = (IsEchoRequest ? number : (ushort)0, IsEchoReply ? number : (ushort)0);
            return;
        }

        const int FlagsOffset = 13;
        SourcePort = BinaryPrimitives.ReadUInt16BigEndian(transport);
        DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(transport[2..]);
        TcpFlags = Protocol == IpProtocol.Tcp && transport.Length > FlagsOffset ? (TcpFlags)transport[FlagsOffset] : TcpFlags.None;
    }
}
