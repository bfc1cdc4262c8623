using System.Reflection.PortableExecutable;

namespace Vimage.Substitution.Tests.Harness;

/// <summary>A file of Win32 resources (.res) with one entry of raw data, and what of it is in a compiled file.</summary>
internal static class Win32Resources
{
    private const ushort Ordinal = 0xFFFF;
    private const ushort RawData = 10;

    internal static MemoryStream Of(byte[] data)
    {
        MemoryStream file = new();
        using BinaryWriter writer = new(file, System.Text.Encoding.Unicode, leaveOpen: true);
        WriteHeader(writer, 0, type: 0, name: 0);
        WriteHeader(writer, data.Length, RawData, name: 1);
        writer.Write(data);
        writer.Write(new byte[-data.Length & 3]);
        writer.Flush();
        file.Position = 0;
        return file;
    }

    /// <summary>Returns the data, by the addresses in the directory.</summary>
    internal static byte[] Read(PEReader file)
    {
        int directory = file.PEHeaders.PEHeader!.ResourceTableDirectory.RelativeVirtualAddress;
        PEMemoryBlock section = file.GetSectionData(directory);
        int at = 0;
        for (int level = 0; level < 3; level++)
        {
            at = section.GetReader(at + 16 + 4, 4).ReadInt32() & int.MaxValue;
        }

        int address = section.GetReader(at, 4).ReadInt32();
        int size = section.GetReader(at + 4, 4).ReadInt32();
        return [.. file.GetSectionData(address).GetContent(0, size)];
    }

    private static void WriteHeader(BinaryWriter writer, int size, ushort type, ushort name)
    {
        writer.Write(size);
        writer.Write(32);
        writer.Write(Ordinal);
        writer.Write(type);
        writer.Write(Ordinal);
        writer.Write(name);
        writer.Write(new byte[16]);
    }
}
