using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Vimage.Substitution.Metadata;

/// <summary>A generic type with arguments, as a specification in the metadata spells it (ECMA-335 II.23.2.12).</summary>
/// <param name="Type">The definition or reference of the generic type.</param>
/// <param name="Arguments">The arguments' shapes.</param>
/// <param name="IsOwn">Whether the arguments are the type's own parameters in their order: the type as seen from inside.</param>
internal sealed record GenericInstance(EntityHandle Type, ImmutableArray<TypeShape> Arguments, bool IsOwn)
{
    /// <summary>Reads a parent of member references.</summary>
    /// <returns><see langword="null"/> if it is no generic type with arguments.</returns>
    internal static GenericInstance? Read(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeSpecification)
        {
            return null;
        }

        BlobReader signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        // A byte that says class or value type is between.
        _ = signature.ReadCompressedInteger();
        EntityHandle type = signature.ReadTypeHandle();
        int count = signature.ReadCompressedInteger();
        bool isOwn = IsOwnParameters(signature, count);
        SignatureDecoder<TypeShape, ImmutableArray<TypeShape>> decoder = new(TypeShapeReader.Instance, metadata, []);
        ImmutableArray<TypeShape>.Builder arguments = ImmutableArray.CreateBuilder<TypeShape>(count);
        for (int i = 0; i < count; i++)
        {
            arguments.Add(decoder.DecodeType(ref signature));
        }

        return new GenericInstance(type, arguments.MoveToImmutable(), isOwn);
    }

    private static bool IsOwnParameters(BlobReader arguments, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (arguments.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeParameter || arguments.ReadCompressedInteger() != i)
            {
                return false;
            }
        }

        return true;
    }
}
