using System.Buffers.Binary;
using System.Reflection.PortableExecutable;

namespace Vimage.Substitution.Relocation;

/// <summary>The headers of a file, where sizes and addresses of its sections stand (PE/COFF specification, "Optional Header").</summary>
internal sealed class SectionTable(byte[] image, PEHeaders headers)
{
    private const int HeaderSize = 40;
    private const int VirtualSize = 8;
    private const int VirtualAddress = 12;
    private const int RawSize = 16;
    private const int RawPointer = 20;

    private const int SizeOfCode = 4;
    private const int BaseOfData = 24;
    private const int SizeOfImage = 56;
    private const int DirectorySize = 8;

    private readonly bool _isWide = headers.PEHeader!.Magic == PEMagic.PE32Plus;
    private readonly int _sections = headers.PEHeaderStartOffset + headers.CoffHeader.SizeOfOptionalHeader;
    private readonly int _end = headers.SectionHeaders[0].VirtualAddress + headers.SectionHeaders[0].VirtualSize;

    /// <summary>Gives the first section another size.</summary>
    internal void Resize(int size, int rawSize)
    {
        Add(headers.PEHeaderStartOffset + SizeOfCode, rawSize - headers.SectionHeaders[0].SizeOfRawData);
        Write(_sections + VirtualSize, size);
        Write(_sections + RawSize, rawSize);
    }

    /// <summary>Moves what follows the first section.</summary>
    /// <param name="shift">By how much in memory.</param>
    /// <param name="rawShift">By how much in the file.</param>
    internal void Shift(int shift, int rawShift)
    {
        for (int i = 1; i < headers.SectionHeaders.Length; i++)
        {
            Add(_sections + (i * HeaderSize) + VirtualAddress, shift);
            Add(_sections + (i * HeaderSize) + RawPointer, rawShift);
        }

        Add(headers.PEHeaderStartOffset + SizeOfImage, shift);
        if (!_isWide)
        {
            ShiftAddress(headers.PEHeaderStartOffset + BaseOfData, shift);
        }

        int directories = headers.PEHeaderStartOffset + (_isWide ? 112 : 96);
        for (int i = 0; i < headers.PEHeader!.NumberOfRvaAndSizes; i++)
        {
            ShiftAddress(directories + (i * DirectorySize), shift);
        }
    }

    private void ShiftAddress(int at, int shift)
    {
        if (Read(at) >= _end)
        {
            Add(at, shift);
        }
    }

    private void Add(int at, int value) => Write(at, Read(at) + value);

    private int Read(int at) => BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(at));

    private void Write(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(at), value);
}
