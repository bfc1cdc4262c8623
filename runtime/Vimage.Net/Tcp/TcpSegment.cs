namespace Vimage.Net;

/// <summary>A segment that has come in, its headers read and taken off.</summary>
internal struct TcpSegment
{
    internal InAddress Source;
    internal InAddress Destination;
    internal ushort SourcePort;
    internal ushort DestinationPort;

    /// <summary>SEG.SEQ: that of the first byte of data, or of the SYN before it.</summary>
    internal uint Sequence;

    /// <summary>SEG.ACK.</summary>
    internal uint Acknowledgment;

    internal TcpFlags Flags;

    /// <summary>The window as it was written.</summary>
    internal int Window;

    internal ushort UrgentPointer;
    internal TcpOptions Options;

    /// <summary>A router has marked it (RFC 3168).</summary>
    internal bool IsCongestionExperienced;

    /// <summary>The data, and nothing else.</summary>
    internal Mbuf Packet;

    internal readonly ConnectionKey Key => new(Destination, DestinationPort, Source, SourcePort);

    /// <summary>Gets SEG.LEN: how many sequence numbers it takes.</summary>
    internal readonly int Length => Packet.Length + (Has(TcpFlags.Syn) ? 1 : 0) + (Has(TcpFlags.Fin) ? 1 : 0);

    internal readonly bool Has(TcpFlags flag) => (Flags & flag) != 0;
}
