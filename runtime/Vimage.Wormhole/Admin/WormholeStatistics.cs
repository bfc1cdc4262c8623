namespace Vimage.Wormholes;

/// <summary>What has gone through one direction of a wormhole.</summary>
/// <param name="Sent">Messages, frames or, of a wormhole of bytes, bytes that were accepted.</param>
/// <param name="Received">Of those, what was received.</param>
/// <param name="SentBytes">The bytes of what was accepted.</param>
/// <param name="Capacity">How much may be accepted and not received.</param>
public readonly record struct WormholeStatistics(long Sent, long Received, long SentBytes, long Capacity)
{
    /// <summary>Gets what was accepted and not yet received.</summary>
    public long Waiting => Sent - Received;
}
