namespace Vimage.Wormholes;

/// <summary>Where a ring of bytes lies.</summary>
internal abstract class RingMemory : IDisposable
{
    /// <summary>Gets what both sides know.</summary>
    internal abstract ref RingHeader Header { get; }

    /// <summary>Gets the bytes of the ring; a power of two of them.</summary>
    internal abstract Memory<byte> Bytes { get; }

    /// <inheritdoc/>
    public abstract void Dispose();
}
