using System.Buffers;

namespace Vimage.Admin.Protocol;

/// <summary>
/// Memory that is never used again. A message's parts are read when they are wanted, which may be after the bytes that it came in were given
/// back: from a pool, they would be somebody else's by then.
/// </summary>
internal sealed class UnpooledMemory : MemoryPool<byte>
{
    private const int DefaultSize = 4096;

    public override int MaxBufferSize => Array.MaxLength;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => new Block(minBufferSize == -1 ? DefaultSize : minBufferSize);

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Block(int size) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = new byte[size];

        public void Dispose()
        {
        }
    }
}
