using System.Buffers.Binary;
using System.Text;

namespace Vimage.Net;

/// <summary>Writes the blocks of a pcapng file (draft-ietf-opsawg-pcapng): a section, one interface, packets.</summary>
internal sealed class PcapngWriter(Stream output, int snapLength)
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint InterfaceDescription = 1;
    private const uint EnhancedPacket = 6;
    private const uint ByteOrderMagic = 0x1A2B3C4D;

    private const ushort EndOfOptions = 0;
    private const ushort InterfaceName = 2;
    private const ushort TimestampResolution = 9;
    private const ushort PacketFlags = 2;

    private byte[] _block = new byte[2048];
    private int _length;

    internal void WriteHeader(string name, LinkType linkType)
    {
        Begin(SectionHeader);
        Put(ByteOrderMagic);
        Put(1);
        Put(uint.MaxValue);
        Put(uint.MaxValue);
        End();
        Begin(InterfaceDescription);
        Put((ushort)linkType);
        Put((uint)snapLength);
        PutOption(InterfaceName, Encoding.UTF8.GetBytes(name));

        // Time in units of 10^-7 s, as .NET counts it: nothing is lost.
        PutOption(TimestampResolution, [7]);
        PutOption(EndOfOptions, []);
        End();
    }

    internal void WritePacket(ReadOnlySpan<byte> packet, DateTimeOffset time, PacketDirection direction)
    {
        ReadOnlySpan<byte> kept = packet[..Math.Min(packet.Length, snapLength)];
        ulong ticks = (ulong)(time - DateTimeOffset.UnixEpoch).Ticks;
        Begin(EnhancedPacket);
        Put(0);
        Put((uint)(ticks >> 32));
        Put((uint)ticks);
        Put((uint)kept.Length);
        Put((uint)packet.Length);
        PutBytes(kept);
        Span<byte> flags = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(flags, (uint)direction);
        PutOption(PacketFlags, flags);
        PutOption(EndOfOptions, []);
        End();
    }

    internal void Flush() => output.Flush();

    private void Begin(uint type)
    {
        _length = 0;
        Put(type);

        // The length, known at the end.
        Put(0);
    }

    private void End()
    {
        uint total = (uint)_length + sizeof(uint);
        Put(total);
        BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(sizeof(uint)), total);
        output.Write(_block, 0, _length);
    }

    private void PutOption(ushort code, ReadOnlySpan<byte> value)
    {
        Put(code | ((uint)value.Length << 16));
        PutBytes(value);
    }

    private void Put(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Room(sizeof(uint)), value);

    // Padded to a multiple of four bytes.
    private void PutBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> room = Room((bytes.Length + 3) & ~3);
        bytes.CopyTo(room);
        room[bytes.Length..].Clear();
    }

    private Span<byte> Room(int count)
    {
        if (_length + count > _block.Length)
        {
            Array.Resize(ref _block, (_length + count) * 2);
        }

        _length += count;
        return _block.AsSpan(_length - count, count);
    }
}
