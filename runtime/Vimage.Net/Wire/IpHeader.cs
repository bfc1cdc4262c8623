using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The header of an IPv4 packet (RFC 791), over the bytes of the packet.</summary>
internal readonly ref struct IpHeader(Span<byte> packet)
{
    /// <summary>The length without options.</summary>
    internal const int MinSize = 20;
    internal const int MaxSize = 60;
    internal const int MaxPacket = 65535;

    internal const ushort DontFragment = 0x4000;
    internal const ushort MoreFragments = 0x2000;
    internal const ushort OffsetMask = 0x1FFF;

    private readonly Span<byte> _bytes = packet;

    internal int Version => _bytes[0] >> 4;

    internal int HeaderLength => (_bytes[0] & 0xF) * 4;

    internal byte TypeOfService
    {
        get => _bytes[1];
        set => _bytes[1] = value;
    }

    internal int TotalLength
    {
        get => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);
        set => BinaryPrimitives.WriteUInt16BigEndian(_bytes[2..], (ushort)value);
    }

    internal ushort Identification => BinaryPrimitives.ReadUInt16BigEndian(_bytes[4..]);

    /// <summary>Gets or sets the flags and the offset, in units of 8 bytes, of a fragment.</summary>
    internal ushort Fragment
    {
        get => BinaryPrimitives.ReadUInt16BigEndian(_bytes[6..]);
        set => BinaryPrimitives.WriteUInt16BigEndian(_bytes[6..], value);
    }

    internal bool IsFragment => (Fragment & (MoreFragments | OffsetMask)) != 0;

    internal int FragmentOffset => (Fragment & OffsetMask) * 8;

    internal byte TimeToLive => _bytes[8];

    internal byte Protocol => _bytes[9];

    internal ushort Checksum
    {
        get => BinaryPrimitives.ReadUInt16BigEndian(_bytes[10..]);
        set => BinaryPrimitives.WriteUInt16BigEndian(_bytes[10..], value);
    }

    internal uint Source => Ipv4.Read(_bytes[12..]);

    internal uint Destination => Ipv4.Read(_bytes[16..]);

    internal Span<byte> Options => _bytes[MinSize..HeaderLength];

    internal Span<byte> Payload => _bytes[HeaderLength..];

    /// <summary>Gets the payload without what follows the packet: the length is believed.</summary>
    internal Span<byte> Segment => _bytes[HeaderLength..TotalLength];

    /// <summary>Takes one off the time to live, and keeps the checksum right.</summary>
    internal void DecrementTimeToLive()
    {
        ushort before = BinaryPrimitives.ReadUInt16BigEndian(_bytes[8..]);
        _bytes[8]--;
        Checksum = InternetChecksum.Update(Checksum, before, BinaryPrimitives.ReadUInt16BigEndian(_bytes[8..]));
    }

    /// <summary>Writes another type of service, and keeps the checksum right.</summary>
    internal void ChangeTypeOfService(byte value)
    {
        ushort before = BinaryPrimitives.ReadUInt16BigEndian(_bytes);
        _bytes[1] = value;
        Checksum = InternetChecksum.Update(Checksum, before, BinaryPrimitives.ReadUInt16BigEndian(_bytes));
    }

    internal void WriteChecksum()
    {
        Checksum = 0;
        Checksum = InternetChecksum.Of(_bytes[..HeaderLength]);
    }

    internal void Write(in IpFields fields, int totalLength, ushort identification)
    {
        _bytes[0] = (byte)(0x40 | ((MinSize + fields.Options.Length) / 4));
        _bytes[1] = fields.TypeOfService;
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[2..], (ushort)totalLength);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[4..], identification);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[6..], fields.DontFragment ? DontFragment : (ushort)0);
        _bytes[8] = fields.TimeToLive;
        _bytes[9] = fields.Protocol;
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[12..], fields.Source.Ipv4);
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[16..], fields.Destination.Ipv4);
        fields.Options.CopyTo(_bytes[MinSize..]);
        WriteChecksum();
    }
}
