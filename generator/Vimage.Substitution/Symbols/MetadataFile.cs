using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Text;

namespace Vimage.Substitution.Symbols;

/// <summary>A file that is metadata alone, and its streams (ECMA-335 II.24.2.1).</summary>
internal sealed class MetadataFile
{
    private const string BlobHeap = "#Blob";
    private const int StreamAlignment = 4;
    private const int VersionLength = 12;
    private const int Version = 16;

    private readonly int _blobHeader;

    internal MetadataFile(byte[] bytes)
    {
        Bytes = bytes;
        int streams = Version + Read(VersionLength) + sizeof(short);
        int header = streams + sizeof(short);
        for (int i = 0; i < BinaryPrimitives.ReadUInt16LittleEndian(Bytes.AsSpan(streams)); i++)
        {
            int name = header + (2 * sizeof(int));
            int end = Array.IndexOf(Bytes, (byte)0, name);
            if (Encoding.ASCII.GetString(Bytes, name, end - name) == BlobHeap)
            {
                _blobHeader = header;
                return;
            }

            // The name with its zero fills whole words.
            header = name + Align(end + 1 - name);
        }

        throw new BadImageFormatException("the symbols have no blobs");
    }

    internal byte[] Bytes { get; }

    internal int BlobHeapSize => Read(_blobHeader + sizeof(int));

    /// <summary>Returns the file with blobs added to their heap, which moves to the end unless it is there.</summary>
    internal byte[] WithBlobs(BlobBuilder added)
    {
        int start = Read(_blobHeader);
        bool isLast = start + Align(BlobHeapSize) >= Bytes.Length;
        int newStart = isLast ? start : Align(Bytes.Length);
        int newSize = Align(BlobHeapSize + added.Count);
        byte[] extended = new byte[newStart + newSize];
        Array.Copy(Bytes, extended, isLast ? start : Bytes.Length);
        Array.Copy(Bytes, start, extended, newStart, BlobHeapSize);
        added.ToArray().CopyTo(extended, newStart + BlobHeapSize);
        BinaryPrimitives.WriteInt32LittleEndian(extended.AsSpan(_blobHeader), newStart);
        BinaryPrimitives.WriteInt32LittleEndian(extended.AsSpan(_blobHeader + sizeof(int)), newSize);
        return extended;
    }

    private int Read(int at) => BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(at));

    private static int Align(int value) => (value + StreamAlignment - 1) / StreamAlignment * StreamAlignment;
}
