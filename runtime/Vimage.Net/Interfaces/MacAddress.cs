using System.Buffers.Binary;
using System.Globalization;

namespace Vimage.Net;

/// <summary>A link-layer address of 48 bits.</summary>
/// <param name="Value">The address as a number, the first byte on the wire the highest.</param>
public readonly record struct MacAddress(ulong Value)
{
    /// <summary>The length in bytes.</summary>
    internal const int Size = 6;

    /// <summary>Gets the address of everybody.</summary>
    public static MacAddress Broadcast { get; } = new(0xFFFF_FFFF_FFFF);

    /// <summary>Gets a value indicating whether it addresses several at once, or everybody.</summary>
    public bool IsMulticast => (Value & 0x0100_0000_0000) != 0;

    /// <summary>Reads an address as it is written: six numbers of two hexadecimal digits, with colons between.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static MacAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':');
        ulong value = 0;
        foreach (string part in parts)
        {
            if (parts.Length != Size || part.Length != 2 || !byte.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte number))
            {
                throw new FormatException($"'{text}' is no link-layer address; one looks like 02:00:5e:10:00:01.");
            }

            value = (value << 8) | number;
        }

        return new MacAddress(value);
    }

    /// <summary>Returns the address as it is written.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(byte)(Value >> 40):x2}:{(byte)(Value >> 32):x2}:{(byte)(Value >> 24):x2}:{(byte)(Value >> 16):x2}:{(byte)(Value >> 8):x2}:{(byte)Value:x2}");

    internal static MacAddress Read(ReadOnlySpan<byte> bytes) =>
        new(((ulong)BinaryPrimitives.ReadUInt32BigEndian(bytes) << 16) | BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]));

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(Value >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)Value);
    }
}
