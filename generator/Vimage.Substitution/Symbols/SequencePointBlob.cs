using System.Reflection.Metadata;

namespace Vimage.Substitution.Symbols;

/// <summary>Encodes a method's sequence points anew, with other offsets (Portable PDB specification, "Sequence Points Blob").</summary>
internal static class SequencePointBlob
{
    /// <summary>Returns the blob with each offset mapped; everything else stays as it is.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="hasDocument">Whether the method's row names the document; else the blob does.</param>
    /// <param name="map">Maps an offset. It never decreases.</param>
    internal static BlobBuilder Map(BlobReader blob, bool hasDocument, Func<int, int> map)
    {
        BlobBuilder mapped = new();
        Copy(ref blob, mapped);
        if (!hasDocument)
        {
            Copy(ref blob, mapped);
        }

        int offset = 0;
        bool isFirst = true;
        bool hasPosition = false;
        while (blob.RemainingBytes > 0)
        {
            int delta = blob.ReadCompressedInteger();
            if (delta == 0 && !isFirst)
            {
                // The document changes.
                mapped.WriteCompressedInteger(0);
                Copy(ref blob, mapped);
                continue;
            }

            mapped.WriteCompressedInteger(isFirst ? map(delta) : map(offset + delta) - map(offset));
            offset += delta;
            isFirst = false;
            CopyRange(ref blob, mapped, ref hasPosition);
        }

        return mapped;
    }

    private static void CopyRange(ref BlobReader blob, BlobBuilder mapped, ref bool hasPosition)
    {
        int lines = Copy(ref blob, mapped);
        int columns = lines == 0 ? Copy(ref blob, mapped) : CopySigned(ref blob, mapped);
        if (lines == 0 && columns == 0)
        {
            // Hidden.
            return;
        }

        if (hasPosition)
        {
            _ = CopySigned(ref blob, mapped);
            _ = CopySigned(ref blob, mapped);
        }
        else
        {
            _ = Copy(ref blob, mapped);
            _ = Copy(ref blob, mapped);
            hasPosition = true;
        }
    }

    private static int Copy(ref BlobReader blob, BlobBuilder mapped)
    {
        int value = blob.ReadCompressedInteger();
        mapped.WriteCompressedInteger(value);
        return value;
    }

    private static int CopySigned(ref BlobReader blob, BlobBuilder mapped)
    {
        int value = blob.ReadCompressedSignedInteger();
        mapped.WriteCompressedSignedInteger(value);
        return value;
    }
}
