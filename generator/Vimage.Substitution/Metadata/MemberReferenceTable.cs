using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Vimage.Substitution.Metadata;

/// <summary>The rows of the table of member references, where they lie in the image's file (ECMA-335 II.22.25).</summary>
internal sealed class MemberReferenceTable
{
    private readonly int _start;
    private readonly int _rowSize;
    private readonly int _nameSize;
    private readonly int _signatureSize;

    internal MemberReferenceTable(PEHeaders headers, MetadataReader metadata)
    {
        _start = headers.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.MemberRef);
        _rowSize = metadata.GetTableRowSize(TableIndex.MemberRef);

        // How wide an index into a heap is can be seen from the tables that consist of one.
        _nameSize = metadata.GetTableRowSize(TableIndex.ModuleRef);
        _signatureSize = metadata.GetTableRowSize(TableIndex.StandAloneSig);
    }

    /// <summary>Makes a row refer to a field of the same type instead: its class stays, name and signature become the field's.</summary>
    internal void Refer(byte[] image, MemberReferenceHandle row, FieldDefinition field)
    {
        int signature = _start + (MetadataTokens.GetRowNumber(row) * _rowSize) - _signatureSize;
        TableColumn.Write(image, signature - _nameSize, _nameSize, MetadataTokens.GetHeapOffset(field.Name));
        TableColumn.Write(image, signature, _signatureSize, MetadataTokens.GetHeapOffset(field.Signature));
    }
}
