using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Symbols;

/// <summary>A portable PDB whose methods get other offsets: rows change in place, blobs are added at the end.</summary>
internal sealed class PortablePdb
{
    private const int WideHeap = 0x10000;
    private const int OffsetSize = sizeof(int);

    private readonly MetadataReader _reader;
    private readonly MetadataFile _file;
    private readonly BlobBuilder _added = new();
    private readonly int _blobIndexSize;

    /// <summary>Opens a copy of a file.</summary>
    internal PortablePdb(byte[] bytes, MetadataReader reader)
    {
        _reader = reader;
        _file = new MetadataFile((byte[])bytes.Clone());
        int documentIndexSize = reader.GetTableRowCount(TableIndex.Document) < WideHeap ? sizeof(short) : sizeof(int);
        _blobIndexSize = reader.GetTableRowSize(TableIndex.MethodDebugInformation) - documentIndexSize;
    }

    /// <summary>Gets whether the added blobs can be referred to. Where two bytes did until now, they may no longer do.</summary>
    internal bool HasRoom => _blobIndexSize == sizeof(int) || _file.BlobHeapSize + _added.Count < WideHeap;

    /// <summary>Maps the offsets in a method's code.</summary>
    internal void Map(MethodDefinitionHandle method, Func<int, int> map)
    {
        MapSequencePoints(method, map);
        foreach (LocalScopeHandle handle in _reader.GetLocalScopes(method))
        {
            LocalScope scope = _reader.GetLocalScope(handle);
            int end = EndOfRow(TableIndex.LocalScope, MetadataTokens.GetRowNumber(handle));
            TableColumn.Write(_file.Bytes, end - (2 * OffsetSize), OffsetSize, map(scope.StartOffset));
            TableColumn.Write(_file.Bytes, end - OffsetSize, OffsetSize, map(scope.EndOffset) - map(scope.StartOffset));
        }

        foreach (CustomDebugInformationHandle handle in _reader.GetCustomDebugInformation(method))
        {
            CustomDebugInformation information = _reader.GetCustomDebugInformation(handle);
            if (StateMachineBlobs.Map(_reader.GetGuid(information.Kind), _reader.GetBlobReader(information.Value), map) is { } blob)
            {
                Refer(TableIndex.CustomDebugInformation, MetadataTokens.GetRowNumber(handle), blob);
            }
        }
    }

    /// <summary>Returns the file.</summary>
    internal byte[] ToBytes() => _file.WithBlobs(_added);

    private void MapSequencePoints(MethodDefinitionHandle method, Func<int, int> map)
    {
        MethodDebugInformation information = _reader.GetMethodDebugInformation(method);
        if (!information.SequencePointsBlob.IsNil)
        {
            Refer(
                TableIndex.MethodDebugInformation,
                MetadataTokens.GetRowNumber(method),
                SequencePointBlob.Map(_reader.GetBlobReader(information.SequencePointsBlob), !information.Document.IsNil, map));
        }
    }

    // The column for the blob is the last one of both tables that have one.
    private void Refer(TableIndex table, int row, BlobBuilder blob)
    {
        TableColumn.Write(_file.Bytes, EndOfRow(table, row) - _blobIndexSize, _blobIndexSize, _file.BlobHeapSize + _added.Count);
        _added.WriteCompressedInteger(blob.Count);
        _added.LinkSuffix(blob);
    }

    private int EndOfRow(TableIndex table, int row) => _reader.GetTableMetadataOffset(table) + (row * _reader.GetTableRowSize(table));
}
