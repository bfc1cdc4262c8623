using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Vimage.Substitution.Symbols;

/// <summary>What an assembly's file says about its symbols (PE/COFF specification of .NET, "Debug Directory Entries").</summary>
internal sealed class DebugDirectory(PEReader file)
{
    private const int EntrySize = 28;
    private const int SizeOfData = 16;
    private const int AddressOfRawData = 20;
    private const int PointerToRawData = 24;
    private const int IdSize = 20;

    // "MPDB" and the size when decompressed.
    private const int EmbeddedHeaderSize = 8;

    private readonly DebugDirectoryEntry[] _entries = [.. file.ReadDebugDirectory()];

    /// <summary>Gets whether there are symbols, here or in a file of their own.</summary>
    internal bool HasSymbols => _entries.Any(static entry =>
        entry.Type is DebugDirectoryEntryType.CodeView or DebugDirectoryEntryType.EmbeddedPortablePdb);

    /// <summary>Returns the symbols that are in the file; <see langword="null"/> if there are none.</summary>
    internal byte[]? ReadEmbedded(byte[] image)
    {
        int index = Array.FindIndex(_entries, static entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        if (index < 0)
        {
            return null;
        }

        DebugDirectoryEntry entry = _entries[index];
        using MemoryStream compressed = new(image, entry.DataPointer + EmbeddedHeaderSize, entry.DataSize - EmbeddedHeaderSize);
        using DeflateStream deflate = new(compressed, CompressionMode.Decompress);
        using MemoryStream symbols = new();
        deflate.CopyTo(symbols);
        return symbols.ToArray();
    }

    /// <summary>Returns symbols as they stand in an assembly's file.</summary>
    internal static BlobBuilder Embed(byte[] symbols)
    {
        BlobBuilder data = new();
        data.WriteBytes("MPDB"u8.ToArray());
        data.WriteInt32(symbols.Length);
        using MemoryStream compressed = new();
        using (DeflateStream deflate = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(symbols, 0, symbols.Length);
        }

        data.WriteBytes(compressed.ToArray());
        return data;
    }

    /// <summary>Writes where embedded symbols are.</summary>
    internal void ReferToEmbedded(byte[] image, int address, int position, int size)
    {
        int index = Array.FindIndex(_entries, static entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        file.PEHeaders.TryGetDirectoryOffset(file.PEHeaders.PEHeader!.DebugTableDirectory, out int directory);
        Span<byte> entry = image.AsSpan(directory + (index * EntrySize), EntrySize);
        BinaryPrimitives.WriteInt32LittleEndian(entry.Slice(SizeOfData), size);
        BinaryPrimitives.WriteInt32LittleEndian(entry.Slice(AddressOfRawData), address);
        BinaryPrimitives.WriteInt32LittleEndian(entry.Slice(PointerToRawData), position);
    }

    /// <summary>Writes the symbols' checksum, which is over all but their identity.</summary>
    /// <param name="image">The assembly's file.</param>
    /// <param name="symbols">The symbols' file.</param>
    /// <param name="identity">Where in it the identity is.</param>
    internal void WriteChecksum(byte[] image, byte[] symbols, int identity)
    {
        byte[] withoutIdentity = (byte[])symbols.Clone();
        Array.Clear(withoutIdentity, identity, IdSize);
        foreach (DebugDirectoryEntry entry in _entries.Where(static entry => entry.Type == DebugDirectoryEntryType.PdbChecksum))
        {
            string algorithm = file.ReadPdbChecksumDebugDirectoryData(entry).AlgorithmName;
            using IncrementalHash hash = IncrementalHash.CreateHash(new HashAlgorithmName(algorithm));
            hash.AppendData(withoutIdentity);
            hash.GetHashAndReset().CopyTo(image, entry.DataPointer + algorithm.Length + 1);
        }
    }
}
