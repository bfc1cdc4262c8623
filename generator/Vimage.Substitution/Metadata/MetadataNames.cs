using System.Reflection.Metadata;

namespace Vimage.Substitution.Metadata;

/// <summary>Names in metadata, and what they lead to.</summary>
internal static class MetadataNames
{
    private const int MaximumNesting = 100;

    /// <summary>Returns a type's name with those of the types around it and the namespace.</summary>
    /// <exception cref="BadImageFormatException">The type is inside itself.</exception>
    internal static string Of(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        string name = metadata.GetString(metadata.GetTypeDefinition(handle).Name);
        TypeDefinitionHandle outermost = handle;
        for (int depth = 0; metadata.GetTypeDefinition(outermost).GetDeclaringType() is { IsNil: false } outer; depth++)
        {
            outermost = depth < MaximumNesting
                ? outer
                : throw new BadImageFormatException($"the type {name} is inside itself");
            name = $"{metadata.GetString(metadata.GetTypeDefinition(outermost).Name)}.{name}";
        }

        string @namespace = metadata.GetString(metadata.GetTypeDefinition(outermost).Namespace);
        return @namespace.Length > 0 ? $"{@namespace}.{name}" : name;
    }

    /// <summary>Returns a method's name with its type's.</summary>
    internal static string Of(MetadataReader metadata, MethodDefinitionHandle handle)
    {
        MethodDefinition method = metadata.GetMethodDefinition(handle);
        return $"{Of(metadata, method.GetDeclaringType())}.{metadata.GetString(method.Name)}";
    }

    internal static bool Is(MetadataReader metadata, TypeReferenceHandle handle, string @namespace, string name)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        return metadata.StringComparer.Equals(type.Name, name) && metadata.StringComparer.Equals(type.Namespace, @namespace);
    }

    /// <summary>Finds the field of <paramref name="type"/> that a reference means; nil if there is none.</summary>
    internal static FieldDefinitionHandle FindField(MetadataReader metadata, TypeDefinitionHandle type, MemberReference reference)
    {
        string name = metadata.GetString(reference.Name);
        foreach (FieldDefinitionHandle handle in metadata.GetTypeDefinition(type).GetFields())
        {
            FieldDefinition field = metadata.GetFieldDefinition(handle);
            if (metadata.StringComparer.Equals(field.Name, name) && IsSame(metadata, field.Signature, reference.Signature))
            {
                return handle;
            }
        }

        return default;
    }

    /// <summary>Returns whether two signatures of one module are the same.</summary>
    internal static bool IsSame(MetadataReader metadata, BlobHandle one, BlobHandle other) =>
        one == other || metadata.GetBlobContent(one).SequenceEqual(metadata.GetBlobContent(other));
}
