namespace Vimage.Wormholes;

/// <summary>
/// A handle of a pooled buffer whose ownership passes with it through a <c>Wormhole&lt;WormholeBuffer&gt;</c>: nothing is copied, however
/// long it is. Whoever has it in the end disposes of it.
/// </summary>
/// <remarks>
/// Sending it, or disposing of it, makes this handle and all its copies void; using one of them is an
/// <see cref="ObjectDisposedException"/>. A <see cref="Span"/> or <see cref="Memory"/> taken before is not seen by that: do not keep any.
/// </remarks>
public readonly struct WormholeBuffer : IWormholeMessage<WormholeBuffer>, IDisposable, IEquatable<WormholeBuffer>
{
    private readonly BufferBlock? _block;
    private readonly int _length;
    private readonly int _version;

    private WormholeBuffer(BufferBlock block, int length)
    {
        _block = block;
        _length = length;
        _version = block.Version;
    }

    /// <summary>Gets the length in bytes.</summary>
    public int Length => _length;

    /// <inheritdoc/>
    public bool IsOwned => _block is not null && Volatile.Read(ref _block.Version) == _version;

    /// <summary>Gets the bytes. What is in them at first is anybody's.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was sent, or disposed of.</exception>
    public Span<byte> Span => Block.Bytes.AsSpan(0, _length);

    /// <summary>Gets the bytes.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was sent, or disposed of.</exception>
    public Memory<byte> Memory => Block.Bytes.AsMemory(0, _length);

    /// <inheritdoc/>
    public long ByteCount => _length;

    private BufferBlock Block => IsOwned
        ? _block!
        : throw new ObjectDisposedException(
            nameof(WormholeBuffer), "The buffer was sent through a wormhole, or disposed of: it is somebody else's now.");

    /// <summary>Returns whether two handles are the same.</summary>
    /// <param name="left">A handle.</param>
    /// <param name="right">A handle.</param>
    /// <returns>Whether they are.</returns>
    public static bool operator ==(WormholeBuffer left, WormholeBuffer right) => left.Equals(right);

    /// <summary>Returns whether two handles are not the same.</summary>
    /// <param name="left">A handle.</param>
    /// <param name="right">A handle.</param>
    /// <returns>Whether they are not.</returns>
    public static bool operator !=(WormholeBuffer left, WormholeBuffer right) => !left.Equals(right);

    /// <summary>Takes a buffer from the pool.</summary>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>The buffer.</returns>
    public static WormholeBuffer Rent(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new WormholeBuffer(BufferPool.Rent(length), length);
    }

    /// <summary>Makes the buffer shorter.</summary>
    /// <param name="length">Its new length.</param>
    /// <returns>The handle to go on with; it is void when this one is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not so long.</exception>
    /// <exception cref="ObjectDisposedException">The buffer was sent, or disposed of.</exception>
    public WormholeBuffer WithLength(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _length);
        return new WormholeBuffer(Block, length);
    }

    /// <summary>Gives the buffer back to the pool, unless that was done.</summary>
    public void Dispose()
    {
        if (_block is not null && Interlocked.CompareExchange(ref _block.Version, _version + 1, _version) == _version)
        {
            BufferPool.Return(_block);
        }
    }

    /// <inheritdoc/>
    public WormholeBuffer PassOn()
    {
        Interlocked.Increment(ref _block!.Version);
        return new WormholeBuffer(_block, _length);
    }

    /// <inheritdoc/>
    public bool Equals(WormholeBuffer other) =>
        ReferenceEquals(_block, other._block) && _version == other._version && _length == other._length;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WormholeBuffer other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_block, _version, _length);
}
