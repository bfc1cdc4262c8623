using System.Reflection.Metadata;

namespace Vimage.Proof.Metadata;

/// <summary>Tells who has added what only the build after has.</summary>
internal static class AddedMembers
{
    /// <summary>Returns who has added a method.</summary>
    internal static AddedBy By(AssemblyImage image, MethodDefinitionHandle method) => image.Vimage.Contains(method)
        ? AddedBy.Vimage
        : By(image, image.Reader.GetMethodDefinition(method).GetDeclaringType());

    /// <summary>Returns who has added a type.</summary>
    internal static AddedBy By(AssemblyImage image, TypeDefinitionHandle handle)
    {
        if (image.Vimage.Contains(handle))
        {
            return AddedBy.Vimage;
        }

        TypeDefinition type = image.Reader.GetTypeDefinition(handle);
        return type.IsNested ? By(image, type.GetDeclaringType()) : IsEmbedded(image.Reader, type) ? AddedBy.Compiler : AddedBy.Program;
    }

    // The compiler embeds attributes that the framework lacks, and keeps data and helpers in a type no source can name.
    private static bool IsEmbedded(MetadataReader reader, TypeDefinition type) =>
        reader.StringComparer.StartsWith(type.Name, "<PrivateImplementationDetails>")
        || type.GetCustomAttributes().Select(reader.GetCustomAttribute).Any(attribute =>
            attribute.Constructor.Kind == HandleKind.MethodDefinition
            && reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType() is var declaring
            && reader.StringComparer.Equals(reader.GetTypeDefinition(declaring).Name, "EmbeddedAttribute"));
}
