using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The options of a TCP segment (RFC 9293, 3.2; RFC 7323; RFC 2018).</summary>
internal struct TcpOptions
{
    private const byte EndOfList = 0;
    private const byte NoOperation = 1;
    private const byte KindMss = 2;
    private const byte KindWindowScale = 3;
    private const byte KindSackPermitted = 4;
    private const byte KindSack = 5;
    private const byte KindTimestamps = 8;

    private const int BlockSize = 8;

    /// <summary>RFC 7323, 2.3: a larger one counts as this.</summary>
    private const int MaxScale = 14;

    internal ushort? Mss { get; set; }

    internal int? WindowScale { get; set; }

    internal bool SackPermitted { get; set; }

    internal bool HasTimestamps { get; set; }

    internal uint TsValue { get; set; }

    internal uint TsEcho { get; set; }

    internal SackBlocks Sacks;

    internal int SackCount { get; set; }

    /// <summary>Reads what is well-formed; what follows something that is not, is not read.</summary>
    internal static TcpOptions Read(ReadOnlySpan<byte> bytes)
    {
        TcpOptions options = default;
        while (bytes.Length > 0 && bytes[0] != EndOfList)
        {
            if (bytes[0] == NoOperation)
            {
                bytes = bytes[1..];
                continue;
            }

            if (bytes.Length < 2 || bytes[1] < 2 || bytes[1] > bytes.Length)
            {
                break;
            }

            options.Read(bytes[0], bytes[2..bytes[1]]);
            bytes = bytes[bytes[1]..];
        }

        return options;
    }

    /// <summary>Writes them in FreeBSD's order, filled up to a multiple of four bytes.</summary>
    /// <returns>How many bytes.</returns>
    internal readonly int Write(Span<byte> bytes)
    {
        int length = 0;
        if (Mss is { } mss)
        {
            bytes[length++] = KindMss;
            bytes[length++] = 4;
            BinaryPrimitives.WriteUInt16BigEndian(bytes[length..], mss);
            length += 2;
        }

        if (WindowScale is { } scale)
        {
            bytes[length++] = NoOperation;
            bytes[length++] = KindWindowScale;
            bytes[length++] = 3;
            bytes[length++] = (byte)scale;
        }

        if (SackPermitted)
        {
            bytes[length++] = KindSackPermitted;
            bytes[length++] = 2;
        }

        if (HasTimestamps)
        {
            length = Align(bytes, length, toTwo: true);
            bytes[length++] = KindTimestamps;
            bytes[length++] = 10;
            BinaryPrimitives.WriteUInt32BigEndian(bytes[length..], TsValue);
            BinaryPrimitives.WriteUInt32BigEndian(bytes[(length + 4)..], TsEcho);
            length += 8;
        }

        int blocks = Math.Min(SackCount, (TcpHeader.MaxOptions - length - 4) / BlockSize);
        if (blocks > 0)
        {
            length = Align(bytes, length, toTwo: true);
            bytes[length++] = KindSack;
            bytes[length++] = (byte)(2 + (blocks * BlockSize));
            for (int i = 0; i < blocks; i++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(bytes[length..], Sacks[i].Start);
                BinaryPrimitives.WriteUInt32BigEndian(bytes[(length + 4)..], Sacks[i].End);
                length += BlockSize;
            }
        }

        return Align(bytes, length, toTwo: false);
    }

    // What has two bytes before four-byte numbers begins two bytes behind a multiple of four.
    private static int Align(Span<byte> bytes, int length, bool toTwo)
    {
        while (length % 4 != (toTwo ? 2 : 0))
        {
            bytes[length++] = NoOperation;
        }

        return length;
    }

    private void Read(byte kind, ReadOnlySpan<byte> data)
    {
        switch (kind, data.Length)
        {
            case (KindMss, 2):
                Mss = BinaryPrimitives.ReadUInt16BigEndian(data);
                break;
            case (KindWindowScale, 1):
                WindowScale = Math.Min(data[0], (byte)MaxScale);
                break;
            case (KindSackPermitted, 0):
                SackPermitted = true;
                break;
            case (KindTimestamps, 8):
                HasTimestamps = true;
                TsValue = BinaryPrimitives.ReadUInt32BigEndian(data);
                TsEcho = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
                break;
            case (KindSack, > 0) when data.Length % BlockSize == 0:
                ReadSack(data);
                break;
        }
    }

    private void ReadSack(ReadOnlySpan<byte> data)
    {
        SackCount = 0;
        while (data.Length > 0 && SackCount < SackBlocks.Max)
        {
            Sacks[SackCount++] = new SackBlock(BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
            data = data[BlockSize..];
        }
    }
}
