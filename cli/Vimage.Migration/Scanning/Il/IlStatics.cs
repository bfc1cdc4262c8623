using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Vimage.Migration.Scanning.Il;

/// <summary>The static fields of an assembly, and the methods that assign them.</summary>
internal sealed class IlStatics
{
    private const string BackingFieldSuffix = ">k__BackingField";
    private const string OwnPrefix = "__vnet";

    private readonly MetadataReader _reader;
    private readonly Dictionary<int, List<string>> _writers = [];
    private readonly HashSet<(string Type, string Name)> _events;

    private IlStatics(PEReader image)
    {
        _reader = image.GetMetadataReader();
        _events =
        [
            .. _reader.EventDefinitions
                .Select(_reader.GetEventDefinition)
                .Select(each => (TypeName(_reader.GetMethodDefinition(each.GetAccessors().Adder).GetDeclaringType()), _reader.GetString(each.Name))),
        ];
        foreach (MethodDefinitionHandle handle in _reader.MethodDefinitions)
        {
            ReadWrites(image, handle);
        }

        Dictionary<string, IReadOnlyList<string>> fields = new(StringComparer.Ordinal);
        foreach (FieldDefinitionHandle handle in _reader.FieldDefinitions)
        {
            FieldDefinition field = _reader.GetFieldDefinition(handle);
            if (!field.Attributes.HasFlag(FieldAttributes.Static) || field.Attributes.HasFlag(FieldAttributes.Literal))
            {
                continue;
            }

            string type = TypeName(field.GetDeclaringType());
            if (IdOf(type, _reader.GetString(field.Name)) is { } id)
            {
                // The setter that the compiler has made of a property is no use of it.
                string setter = $"{type}.set_{id[(id.LastIndexOf('.') + 1)..]}";
                fields[id] = [.. (_writers.GetValueOrDefault(MetadataTokens.GetRowNumber(handle)) ?? []).Where(writer => id[0] != 'P' || writer != setter)];
            }
            else
            {
                MadeByCompiler++;
            }
        }

        Fields = fields;
    }

    /// <summary>Gets, of each static by documentation comment id, the methods that assign it, but for class constructors.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; }

    /// <summary>Gets how many fields are the compiler's.</summary>
    internal int MadeByCompiler { get; }

    internal static IlStatics Read(MemoryStream assembly)
    {
        assembly.Position = 0;
        using PEReader image = new(assembly, PEStreamOptions.LeaveOpen);
        return new IlStatics(image);
    }

    // The field behind an event has the event's name, and that of a property is told by its form.
    private string? IdOf(string type, string name)
    {
        if (name.EndsWith(BackingFieldSuffix, StringComparison.Ordinal))
        {
            return $"P:{type}.{name[1..^BackingFieldSuffix.Length].Replace('.', '#')}";
        }

        bool isMade = type.Contains('<', StringComparison.Ordinal) || name.Contains('<', StringComparison.Ordinal)
            || name.StartsWith(OwnPrefix, StringComparison.Ordinal) || type.Contains(".__Vnet", StringComparison.Ordinal);
        return isMade ? null : $"{(_events.Contains((type, name)) ? 'E' : 'F')}:{type}.{name}";
    }

    private string TypeName(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        string name = _reader.GetString(type.Name);
        return !type.GetDeclaringType().IsNil ? $"{TypeName(type.GetDeclaringType())}.{name}"
            : type.Namespace.IsNil ? name
            : $"{_reader.GetString(type.Namespace)}.{name}";
    }

    private void ReadWrites(PEReader image, MethodDefinitionHandle handle)
    {
        MethodDefinition method = _reader.GetMethodDefinition(handle);
        string name = _reader.GetString(method.Name);
        if (method.RelativeVirtualAddress == 0 || name == ".cctor")
        {
            return;
        }

        foreach (int token in IlStores.In(image.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
        {
            if (FieldOf(MetadataTokens.EntityHandle(token)) is { } row)
            {
                (_writers.TryGetValue(row, out List<string>? list) ? list : _writers[row] = []).Add($"{TypeName(method.GetDeclaringType())}.{name}");
            }
        }
    }

    // A field of a generic type is referred to by name, in an instance of the type.
    private int? FieldOf(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.FieldDefinition)
        {
            return MetadataTokens.GetRowNumber(handle);
        }

        MemberReference reference = _reader.GetMemberReference((MemberReferenceHandle)handle);
        if (reference.Parent.Kind != HandleKind.TypeSpecification)
        {
            return null;
        }

        BlobReader signature = _reader.GetBlobReader(_reader.GetTypeSpecification((TypeSpecificationHandle)reference.Parent).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        signature.ReadCompressedInteger();
        return signature.ReadTypeHandle() is { Kind: HandleKind.TypeDefinition } type
            ? _reader.GetTypeDefinition((TypeDefinitionHandle)type).GetFields()
                .Where(field => _reader.StringComparer.Equals(_reader.GetFieldDefinition(field).Name, _reader.GetString(reference.Name)))
                .Select(static field => (int?)MetadataTokens.GetRowNumber(field))
                .FirstOrDefault()
            : null;
    }
}
