using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Vimage.Substitution.Metadata;

/// <summary>Tells the fields that are <c>volatile</c>: their type has the required modifier <c>IsVolatile</c> (ECMA-335 II.23.2.7).</summary>
internal sealed class VolatileFields(MetadataReader metadata)
{
    private readonly Dictionary<int, bool> _known = [];

    /// <summary>Returns whether a token names a volatile field.</summary>
    internal bool Contains(int token)
    {
        if (!_known.TryGetValue(token, out bool isVolatile))
        {
            _known.Add(token, isVolatile = IsVolatile(SignatureOf(MetadataTokens.EntityHandle(token))));
        }

        return isVolatile;
    }

    private BlobHandle SignatureOf(EntityHandle field) => field.Kind == HandleKind.FieldDefinition
        ? metadata.GetFieldDefinition((FieldDefinitionHandle)field).Signature
        : metadata.GetMemberReference((MemberReferenceHandle)field).Signature;

    private bool IsVolatile(BlobHandle signature)
    {
        BlobReader reader = metadata.GetBlobReader(signature);
        _ = reader.ReadSignatureHeader();
        return reader.ReadSignatureTypeCode() == SignatureTypeCode.RequiredModifier
            && reader.ReadTypeHandle() is { Kind: HandleKind.TypeReference } modifier
            && MetadataNames.Is(metadata, (TypeReferenceHandle)modifier, "System.Runtime.CompilerServices", "IsVolatile");
    }
}
