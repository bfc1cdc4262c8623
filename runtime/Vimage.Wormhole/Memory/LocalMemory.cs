using System.Numerics;

namespace Vimage.Wormholes;

/// <summary>A ring of bytes of this process.</summary>
internal sealed class LocalMemory(int capacity) : RingMemory
{
    private readonly RingHeader[] _header = new RingHeader[1];
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>((int)BitOperations.RoundUpToPowerOf2((uint)capacity));

    internal override ref RingHeader Header => ref _header[0];

    internal override Memory<byte> Bytes => _bytes;
}
