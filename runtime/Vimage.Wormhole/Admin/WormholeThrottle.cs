namespace Vimage.Wormholes;

/// <summary>How much may go through a wormhole, in each direction. What is null is not limited.</summary>
public readonly record struct WormholeThrottle
{
    /// <summary>Gets the messages or frames a second; of bytes the writes, or the parts of one that are accepted one after the other.</summary>
    public long? MessagesPerSecond { get; init; }

    /// <summary>Gets the bytes a second: of a message by value its size in memory, of a buffer its length.</summary>
    public long? BytesPerSecond { get; init; }
}
