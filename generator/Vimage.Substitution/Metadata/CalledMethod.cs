using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Il;

namespace Vimage.Substitution.Metadata;

/// <summary>A method as a call names it.</summary>
/// <param name="Type">The type that declares it: a definition, reference or specification.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsInstance">Whether it has a receiver.</param>
/// <param name="Parameters">The number of its parameters.</param>
/// <param name="Definition">Its definition, if that is in the same module; otherwise nil.</param>
internal sealed record CalledMethod(
    EntityHandle Type, string Name, bool IsInstance, int Parameters, MethodDefinitionHandle Definition)
{
    internal static CalledMethod Of(MetadataReader metadata, Instruction call)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(call.Operand);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        if (handle.Kind == HandleKind.MethodDefinition)
        {
            MethodDefinition definition = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
            return Of(metadata, definition.GetDeclaringType(), definition.Name, definition.Signature, (MethodDefinitionHandle)handle);
        }

        MemberReference reference = metadata.GetMemberReference((MemberReferenceHandle)handle);
        return Of(metadata, reference.Parent, reference.Name, reference.Signature, definition: default);
    }

    /// <summary>Returns the number of parameters that a method's signature has.</summary>
    internal static int CountParameters(BlobReader signature)
    {
        if (signature.ReadSignatureHeader().IsGeneric)
        {
            _ = signature.ReadCompressedInteger();
        }

        return signature.ReadCompressedInteger();
    }

    private static CalledMethod Of(
        MetadataReader metadata, EntityHandle type, StringHandle name, BlobHandle signature, MethodDefinitionHandle definition)
    {
        BlobReader reader = metadata.GetBlobReader(signature);
        return new CalledMethod(
            type, metadata.GetString(name), reader.ReadSignatureHeader().IsInstance, CountParameters(metadata.GetBlobReader(signature)), definition);
    }
}
