using System.Reflection.Metadata;

namespace Vimage.Proof.Metadata;

/// <summary>Which members of an assembly the generator has added.</summary>
internal sealed class VimageMembers
{
    private const string Generator = "Vimage.Generator";
    private const string Namespace = "Vimage.Generated";

    // The generator declares the variable behind an event, or behind a property by reference, under this name.
    private const string RawPrefix = "__raw_";

    private readonly MetadataReader _reader;
    private readonly HashSet<TypeDefinitionHandle> _types = [];
    private readonly HashSet<EntityHandle> _members = [];
    private readonly Dictionary<FieldDefinitionHandle, string> _originalNames = [];

    internal VimageMembers(MetadataReader reader)
    {
        _reader = reader;
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            if (IsAdded(type))
            {
                _types.Add(handle);
            }

            AddMembers(type);
        }
    }

    /// <summary>Returns whether a method is the generator's.</summary>
    internal bool Contains(MethodDefinitionHandle method) =>
        _members.Contains(method) || _types.Contains(_reader.GetMethodDefinition(method).GetDeclaringType());

    /// <summary>Returns whether a type is the generator's.</summary>
    internal bool Contains(TypeDefinitionHandle type) => _types.Contains(type);

    /// <summary>Returns the name that a field of the generator's has in the plain program, if it has a counterpart there.</summary>
    internal string? OriginalName(FieldDefinitionHandle field) => _originalNames.GetValueOrDefault(field);

    // A nested type follows the one around it in metadata, so that is known already.
    private bool IsAdded(TypeDefinition type) => type.IsNested
        ? _types.Contains(type.GetDeclaringType()) || HasMark(type.GetCustomAttributes())
        : _reader.GetString(type.Namespace) is var name
            && (name == Namespace || name.StartsWith(Namespace + ".", StringComparison.Ordinal));

    private void AddMembers(TypeDefinition type)
    {
        _members.UnionWith(type.GetMethods()
            .Where(method => HasMark(_reader.GetMethodDefinition(method).GetCustomAttributes()))
            .Select(static method => (EntityHandle)method));
        foreach (PropertyDefinition property in type.GetProperties().Select(_reader.GetPropertyDefinition)
            .Where(property => HasMark(property.GetCustomAttributes())))
        {
            _members.Add(property.GetAccessors().Getter);
            _members.Add(property.GetAccessors().Setter);
        }

        foreach (FieldDefinitionHandle field in type.GetFields())
        {
            FieldDefinition definition = _reader.GetFieldDefinition(field);
            string name = _reader.GetString(definition.Name);
            if (name.StartsWith(RawPrefix, StringComparison.Ordinal) && HasMark(definition.GetCustomAttributes()))
            {
                string plain = name[RawPrefix.Length..];
                bool isEvent = type.GetEvents()
                    .Any(each => _reader.StringComparer.Equals(_reader.GetEventDefinition(each).Name, plain));
                _originalNames.Add(field, isEvent ? plain : $"<{plain}>k__BackingField");
            }
        }
    }

    private bool HasMark(CustomAttributeHandleCollection attributes) =>
        attributes.Select(_reader.GetCustomAttribute).Any(IsMark);

    private bool IsMark(CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        EntityHandle type = _reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (type.Kind != HandleKind.TypeReference
            || !_reader.StringComparer.Equals(_reader.GetTypeReference((TypeReferenceHandle)type).Name, "GeneratedCodeAttribute"))
        {
            return false;
        }

        BlobReader value = _reader.GetBlobReader(attribute.Value);
        return value.ReadUInt16() == 1 && value.ReadSerializedString() == Generator;
    }
}
