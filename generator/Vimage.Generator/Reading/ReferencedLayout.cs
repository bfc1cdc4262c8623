using System.Collections.Immutable;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using Vimage.Generator.Model;

namespace Vimage.Generator.Reading;

/// <summary>
/// The variables of modules in a referenced assembly, from its metadata: that is read once for each reference, whatever is
/// edited, and needs no compilation. (Where an editor hands over a project instead of a file there is nothing to read.)
/// </summary>
internal static class ReferencedLayout
{
    private const string Attribute = "VnetLayoutAttribute";
    private const string Namespace = "Vimage.CompilerServices";

    internal static EquatableArray<ModuleLayout> Read(MetadataReference reference, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (reference is not PortableExecutableReference file || file.GetMetadata() is not AssemblyMetadata assembly)
        {
            return EquatableArray<ModuleLayout>.Empty;
        }

        ImmutableArray<ModuleLayout>.Builder layouts = ImmutableArray.CreateBuilder<ModuleLayout>();
        MetadataReader reader = assembly.GetModules()[0].GetMetadataReader();
        foreach (CustomAttributeHandle handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            if (IsLayout(reader, attribute.Constructor))
            {
                // ECMA-335 II.23.3: a prolog, and then the fixed arguments.
                BlobReader value = reader.GetBlobReader(attribute.Value);
                _ = value.ReadUInt16();
                layouts.Add(new ModuleLayout(value.ReadSerializedString() ?? "", value.ReadSerializedString() ?? ""));
            }
        }

        return new EquatableArray<ModuleLayout>(layouts.ToImmutable());
    }

    private static bool IsLayout(MetadataReader reader, EntityHandle constructor)
    {
        if (constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        EntityHandle type = reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        if (type.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        TypeReference reference = reader.GetTypeReference((TypeReferenceHandle)type);
        return reader.StringComparer.Equals(reference.Name, Attribute) && reader.StringComparer.Equals(reference.Namespace, Namespace);
    }
}
