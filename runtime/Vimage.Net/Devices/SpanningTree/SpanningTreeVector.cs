namespace Vimage.Net;

/// <summary>How good a way to the root is (IEEE 802.1D-2004, 17.5): of two the one with the smaller numbers is better.</summary>
/// <param name="Root">The bridge identifier of the root: its priority in the upper 16 bits, and its address.</param>
/// <param name="Cost">The cost of the path to it.</param>
/// <param name="Bridge">The bridge that has said so.</param>
/// <param name="Port">The port by which it did.</param>
internal readonly record struct SpanningTreeVector(ulong Root, long Cost, ulong Bridge, ushort Port)
{
    private const ulong AddressMask = 0xFFFF_FFFF_FFFF;

    // The rest of a port's identifier is its priority, which may change.
    private const int NumberMask = 0xFFF;

    internal static MacAddress AddressOf(ulong bridge) => new(bridge & AddressMask);

    internal bool IsBetterThan(in SpanningTreeVector other) =>
        (Root, Cost, Bridge, Port).CompareTo((other.Root, other.Cost, other.Bridge, other.Port)) < 0;

    internal bool IsFromSamePortAs(in SpanningTreeVector other) =>
        AddressOf(Bridge) == AddressOf(other.Bridge) && (Port & NumberMask) == (other.Port & NumberMask);
}
