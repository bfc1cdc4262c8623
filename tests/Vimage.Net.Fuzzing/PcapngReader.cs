using System.Buffers.Binary;

namespace Vimage.Net.Fuzzing;

/// <summary>Reads the packets of a pcapng file (draft-ietf-opsawg-pcapng) of this machine's byte order, as the stack's captures are.</summary>
internal static class PcapngReader
{
    private const uint EnhancedPacket = 6;
    private const int HeaderSize = 28;

    internal static List<byte[]> Read(string file) => Read(File.ReadAllBytes(file));

    /// <summary>Reads all packets, in order.</summary>
    internal static List<byte[]> Read(byte[] bytes)
    {
        List<byte[]> packets = [];
        for (int offset = 0; offset < bytes.Length;)
        {
            ReadOnlySpan<byte> block = bytes.AsSpan(offset);
            if (BinaryPrimitives.ReadUInt32LittleEndian(block) == EnhancedPacket)
            {
                int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(block[20..]);
                packets.Add(block.Slice(HeaderSize, length).ToArray());
            }

            offset += (int)BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        }

        return packets;
    }
}
