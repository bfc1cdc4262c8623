using System.Buffers.Binary;

namespace Vimage.Substitution.Relocation;

/// <summary>The tree of Win32 resources (PE/COFF specification, "Resource Directory Table").</summary>
internal static class ResourceDirectory
{
    private const int TableHeaderSize = 16;
    private const int EntrySize = 8;
    private const int SubdirectoryFlag = int.MinValue;

    // Type, name and language; the compiler makes no other.
    private const int MaximumDepth = 3;

    /// <summary>Moves the addresses of all data.</summary>
    /// <exception cref="BadImageFormatException">The tree is deeper than resources are, or inside itself.</exception>
    internal static void Shift(Span<byte> section, int shift) => ShiftTable(section, 0, shift, depth: 1);

    private static void ShiftTable(Span<byte> section, int table, int shift, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new BadImageFormatException("the resource directory is deeper than types, names and languages");
        }

        int entries = BinaryPrimitives.ReadUInt16LittleEndian(section.Slice(table + 12))
            + BinaryPrimitives.ReadUInt16LittleEndian(section.Slice(table + 14));
        for (int i = 0; i < entries; i++)
        {
            int to = BinaryPrimitives.ReadInt32LittleEndian(section.Slice(table + TableHeaderSize + (i * EntrySize) + sizeof(int)));
            if ((to & SubdirectoryFlag) != 0)
            {
                ShiftTable(section, to & ~SubdirectoryFlag, shift, depth + 1);
            }
            else
            {
                Span<byte> address = section.Slice(to);
                BinaryPrimitives.WriteInt32LittleEndian(address, BinaryPrimitives.ReadInt32LittleEndian(address) + shift);
            }
        }
    }
}
