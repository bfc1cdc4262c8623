using System.Reflection.Metadata;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Accessors;

/// <summary>The attribute that says that the generator has emitted something.</summary>
internal static class GeneratorMark
{
    private const string Generator = "Vimage.Generator";

    /// <summary>Returns whether the mark is among some attributes.</summary>
    internal static bool IsAmong(MetadataReader metadata, CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && MetadataNames.Is(metadata, (TypeReferenceHandle)parent, "System.CodeDom.Compiler", "GeneratedCodeAttribute"))
            {
                // The arguments come after a prolog of two bytes (ECMA-335 II.23.3).
                BlobReader arguments = metadata.GetBlobReader(attribute.Value);
                return arguments.ReadUInt16() == 1 && arguments.ReadSerializedString() == Generator;
            }
        }

        return false;
    }
}
