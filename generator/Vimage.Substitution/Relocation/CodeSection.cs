using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Vimage.Substitution.Relocation;

/// <summary>The first section of the file, to which something can be appended: what follows moves on.</summary>
/// <remarks>
/// That is where the compiler puts code and metadata; after it come at most resources and relocations. Nothing in the section
/// itself moves. (Layout: PE/COFF specification, "Section Table (Section Headers)" and "The .rsrc Section".)
/// </remarks>
internal sealed class CodeSection(byte[] image, PEHeaders headers)
{
    private const int BodyAlignment = 4;

    private readonly SectionHeader _section = headers.SectionHeaders[0];
    private readonly int _fileAlignment = headers.PEHeader!.FileAlignment;
    private readonly int _sectionAlignment = headers.PEHeader!.SectionAlignment;

    /// <summary>Gets the address at which appended bytes begin.</summary>
    internal int EndAddress => Align(_section.VirtualAddress + _section.VirtualSize, BodyAlignment);

    /// <summary>Gets the position in the file of an address in the section.</summary>
    internal int PositionOf(int address) => address - _section.VirtualAddress + _section.PointerToRawData;

    /// <summary>Returns whether the file is laid out as the compiler does it, so that nothing is left behind when something moves.</summary>
    internal bool IsExtensible(MetadataReader metadata)
    {
        int end = _section.VirtualAddress + _section.VirtualSize;
        return _section.VirtualSize <= _section.SizeOfRawData
            && headers.MetadataStartOffset >= _section.PointerToRawData
            && headers.MetadataStartOffset + headers.MetadataSize <= _section.PointerToRawData + _section.VirtualSize
            && headers.SectionHeaders.Skip(1).All(each =>
                each.Name is ".rsrc" or ".reloc"
                && each.VirtualAddress >= end
                && each.PointerToRawData >= _section.PointerToRawData + _section.SizeOfRawData)
            && Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.FieldRva)).All(row => FieldAddress(metadata, row) < end);
    }

    /// <summary>Returns the file with bytes appended to the section.</summary>
    internal byte[] Append(BlobBuilder bytes)
    {
        int size = EndAddress - _section.VirtualAddress + bytes.Count;
        int rawSize = Align(size, _fileAlignment);
        int rawShift = rawSize - _section.SizeOfRawData;
        int shift = Align(size, _sectionAlignment) - Align(_section.VirtualSize, _sectionAlignment);
        int rawEnd = _section.PointerToRawData + _section.SizeOfRawData;

        byte[] extended = new byte[image.Length + rawShift];
        Array.Copy(image, extended, _section.PointerToRawData + _section.VirtualSize);
        bytes.ToArray().CopyTo(extended, PositionOf(EndAddress));
        Array.Copy(image, rawEnd, extended, rawEnd + rawShift, image.Length - rawEnd);

        SectionTable table = new(extended, headers);
        table.Resize(size, rawSize);
        table.Shift(shift, rawShift);
        if (shift > 0)
        {
            ShiftResources(extended, shift, rawShift);
        }

        return extended;
    }

    // The only addresses after the section that are in no header: where each resource's data is.
    private void ShiftResources(byte[] extended, int shift, int rawShift)
    {
        SectionHeader resources = headers.SectionHeaders.FirstOrDefault(static each => each.Name == ".rsrc");
        if (resources.SizeOfRawData > 0)
        {
            ResourceDirectory.Shift(extended.AsSpan(resources.PointerToRawData + rawShift, resources.SizeOfRawData), shift);
        }
    }

    private int FieldAddress(MetadataReader metadata, int row) => BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(
        headers.MetadataStartOffset
        + metadata.GetTableMetadataOffset(TableIndex.FieldRva)
        + ((row - 1) * metadata.GetTableRowSize(TableIndex.FieldRva))));

    private static int Align(int value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
