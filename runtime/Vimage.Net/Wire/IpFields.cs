namespace Vimage.Net;

/// <summary>What the header of a packet to be sent is to say.</summary>
internal readonly ref struct IpFields
{
    internal uint Source { get; init; }

    internal uint Destination { get; init; }

    internal byte Protocol { get; init; }

    internal byte TimeToLive { get; init; }

    internal byte TypeOfService { get; init; }

    internal bool DontFragment { get; init; }

    /// <summary>Gets the options, padded to a multiple of four bytes.</summary>
    internal ReadOnlySpan<byte> Options { get; init; }
}
