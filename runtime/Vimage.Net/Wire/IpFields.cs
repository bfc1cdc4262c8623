namespace Vimage.Net;

/// <summary>What the header of a packet to be sent is to say.</summary>
internal readonly ref struct IpFields
{
    internal InAddress Source { get; init; }

    internal InAddress Destination { get; init; }

    internal byte Protocol { get; init; }

    /// <summary>Gets the time to live, or the hop limit.</summary>
    internal byte TimeToLive { get; init; }

    /// <summary>Gets the type of service, or the traffic class.</summary>
    internal byte TypeOfService { get; init; }

    /// <summary>Gets the flow label, which IPv4 does not have.</summary>
    internal uint FlowLabel { get; init; }

    internal bool DontFragment { get; init; }

    /// <summary>Gets a value indicating whether members on this host get what is sent to a group.</summary>
    internal bool LoopsBack { get; init; }

    /// <summary>Gets the options of IPv4, padded to a multiple of four bytes; of IPv6 the extension headers, the last of which names the protocol.</summary>
    internal ReadOnlySpan<byte> Options { get; init; }
}
