namespace Vimage.Wormholes;

/// <summary>What the handles of a buffer refer to; one of them, of this version, is its owner's.</summary>
internal sealed class BufferBlock(int size)
{
    internal int Version;

    internal byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(size);
}
