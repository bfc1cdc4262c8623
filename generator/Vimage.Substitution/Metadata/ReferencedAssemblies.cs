using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Vimage.Substitution.Metadata;

/// <summary>A type's definition, and the module that it is in.</summary>
internal sealed record TypeInModule(MetadataReader Module, TypeDefinitionHandle Handle);

/// <summary>Finds the definitions of types that a module refers to. Assemblies are opened when first needed.</summary>
/// <param name="open">Opens the reference with a simple name; <see langword="null"/> if there is none.</param>
internal sealed class ReferencedAssemblies(Func<string, Stream?> open) : IDisposable
{
    private readonly Dictionary<string, PEReader?> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a type's definition; <see langword="null"/> if the assembly or the type is not there.</summary>
    internal TypeInModule? Find(MetadataReader module, TypeReferenceHandle handle)
    {
        TypeReference type = module.GetTypeReference(handle);
        string name = module.GetString(type.Name);
        string @namespace = module.GetString(type.Namespace);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                return Find(module, (TypeReferenceHandle)type.ResolutionScope) is { } outer
                    ? FindNested(outer, name)
                    : null;
            case HandleKind.AssemblyReference:
                AssemblyReference assembly = module.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                return Find(module.GetString(assembly.Name), @namespace, name);
            default:
                return null;
        }
    }

    public void Dispose()
    {
        foreach (PEReader? file in _files.Values)
        {
            file?.Dispose();
        }
    }

    private TypeInModule? Find(string assembly, string @namespace, string name)
    {
        if (Open(assembly) is not { } metadata)
        {
            return null;
        }

        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            if (metadata.StringComparer.Equals(type.Name, name)
                && metadata.StringComparer.Equals(type.Namespace, @namespace)
                && type.GetDeclaringType().IsNil)
            {
                return new TypeInModule(metadata, handle);
            }
        }

        foreach (ExportedTypeHandle handle in metadata.ExportedTypes)
        {
            ExportedType type = metadata.GetExportedType(handle);
            if (type.Implementation.Kind == HandleKind.AssemblyReference
                && metadata.StringComparer.Equals(type.Name, name)
                && metadata.StringComparer.Equals(type.Namespace, @namespace))
            {
                AssemblyReference forwarded = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation);
                return Find(metadata.GetString(forwarded.Name), @namespace, name);
            }
        }

        return null;
    }

    private static TypeInModule? FindNested(TypeInModule outer, string name)
    {
        foreach (TypeDefinitionHandle handle in outer.Module.GetTypeDefinition(outer.Handle).GetNestedTypes())
        {
            if (outer.Module.StringComparer.Equals(outer.Module.GetTypeDefinition(handle).Name, name))
            {
                return new TypeInModule(outer.Module, handle);
            }
        }

        return null;
    }

    private MetadataReader? Open(string assembly)
    {
        if (!_files.TryGetValue(assembly, out PEReader? file))
        {
            file = open(assembly) is { } stream ? new PEReader(stream, PEStreamOptions.PrefetchMetadata) : null;
            _files.Add(assembly, file);
        }

        return file?.GetMetadataReader();
    }
}
