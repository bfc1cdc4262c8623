namespace Vimage.Net;

/// <summary>What the header of a segment to be sent is to say.</summary>
internal readonly record struct TcpFields
{
    internal ushort SourcePort { get; init; }

    internal ushort DestinationPort { get; init; }

    internal uint Sequence { get; init; }

    internal uint Acknowledgment { get; init; }

    internal TcpFlags Flags { get; init; }

    /// <summary>Gets the window as it is written, after the scale.</summary>
    internal ushort Window { get; init; }

    internal ushort UrgentPointer { get; init; }
}
