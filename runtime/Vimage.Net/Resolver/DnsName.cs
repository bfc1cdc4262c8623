using System.Globalization;
using System.Text;

namespace Vimage.Net;

/// <summary>Names as they are in messages: labels, each after its length, and a zero (RFC 1035, 3.1 and 4.1.4).</summary>
internal static class DnsName
{
    /// <summary>The bytes that a name has at most, all lengths counted.</summary>
    internal const int MaxSize = 255;
    private const int MaxLabel = 63;
    private const byte PointerBits = 0xC0;

    /// <summary>Writes a name, and returns how many bytes it took; 0 if it can't be a name.</summary>
    internal static int Write(string name, Span<byte> bytes)
    {
        int size = 0;
        foreach (string label in name.Split('.'))
        {
            if (label.Length is 0 or > MaxLabel || size + label.Length + 2 > Math.Min(MaxSize, bytes.Length) || !Ascii.IsValid(label))
            {
                return 0;
            }

            bytes[size] = (byte)label.Length;
            size += 1 + Encoding.ASCII.GetBytes(label, bytes[(size + 1)..]);
        }

        bytes[size] = 0;
        return size + 1;
    }

    /// <summary>
    /// Reads a name, and moves behind it. A name may end in another that stands before it: each jump leads further back, so there
    /// is an end.
    /// </summary>
    /// <returns><see langword="false"/> if what is there is no name.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> message, ref int offset, out string name)
    {
        name = "";
        StringBuilder text = new();
        int position = offset;
        int furthestBack = offset;
        int end = -1;
        int size = 1;
        while (position < message.Length && message[position] is not 0 and var length)
        {
            if ((length & PointerBits) == PointerBits)
            {
                int target = position + 1 < message.Length ? ((length & ~PointerBits) << 8) | message[position + 1] : int.MaxValue;
                if (target >= furthestBack)
                {
                    return false;
                }

                end = end < 0 ? position + 2 : end;
                position = furthestBack = target;
                continue;
            }

            size += 1 + length;
            if (length > MaxLabel || size > MaxSize || position + 1 + length > message.Length)
            {
                return false;
            }

            Append(text, message.Slice(position + 1, length));
            position += 1 + length;
        }

        if (position >= message.Length)
        {
            return false;
        }

        offset = end < 0 ? position + 1 : end;
        name = text.ToString();
        return true;
    }

    // What hosts are not called is written as in zone files (RFC 1035, 5.1), so that no byte in a label is taken for a dot.
    private static void Append(StringBuilder text, ReadOnlySpan<byte> label)
    {
        if (text.Length > 0)
        {
            text.Append('.');
        }

        foreach (byte each in label)
        {
            if (char.IsAsciiLetterOrDigit((char)each) || each is (byte)'-' or (byte)'_')
            {
                text.Append((char)each);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\{each:D3}");
            }
        }
    }
}
