using System.Globalization;
using System.Reflection.Metadata;

namespace Vimage.Proof.Metadata;

/// <summary>Names what metadata tokens stand for, alike in two builds of one program whose tokens differ.</summary>
internal sealed class SymbolNames
{
    private readonly MetadataReader _reader;
    private readonly CompilerNames _compilerNames;
    private readonly VimageMembers _vimage;
    private readonly TypeNames _types;
    private readonly Dictionary<EntityHandle, string> _typeCache = [];

    internal SymbolNames(MetadataReader reader, CompilerNames compilerNames, VimageMembers vimage)
    {
        _reader = reader;
        _compilerNames = compilerNames;
        _vimage = vimage;
        _types = new TypeNames(this);
    }

    /// <summary>Writes a method's signature around its name.</summary>
    internal static string Signature(MethodSignature<string> signature, string name)
    {
        SignatureHeader header = signature.Header;
        string convention = header.CallingConvention == SignatureCallingConvention.Default
            ? ""
            : header.CallingConvention.ToString().ToUpperInvariant() + " ";
        string arity = header.IsGeneric ? string.Create(CultureInfo.InvariantCulture, $"`{signature.GenericParameterCount}") : "";
        string parameters = string.Join(",", signature.ParameterTypes.Select(
            (type, index) => index == signature.RequiredParameterCount ? "...," + type : type));
        return $"{(header.IsInstance ? "instance " : "")}{convention}{signature.ReturnType} {name}{arity}({parameters})";
    }

    /// <summary>Names a type; one of another assembly with the assembly's name.</summary>
    internal string Type(EntityHandle handle)
    {
        if (!_typeCache.TryGetValue(handle, out string? name))
        {
            name = handle.Kind switch
            {
                HandleKind.TypeDefinition => Definition((TypeDefinitionHandle)handle),
                HandleKind.TypeReference => Reference((TypeReferenceHandle)handle),
                HandleKind.TypeSpecification => _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_types, null),
                _ => throw new BadImageFormatException($"a {handle.Kind} where a type is expected"),
            };
            _typeCache.Add(handle, name);
        }

        return name;
    }

    /// <summary>Names what an IL instruction's token stands for.</summary>
    internal string Entity(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.FieldDefinition => Field((FieldDefinitionHandle)handle),
        HandleKind.MethodDefinition => Method((MethodDefinitionHandle)handle),
        HandleKind.MemberReference => Member((MemberReferenceHandle)handle),
        HandleKind.MethodSpecification => Instantiation((MethodSpecificationHandle)handle),
        HandleKind.StandaloneSignature => StandaloneSignature((StandaloneSignatureHandle)handle),
        _ => Type(handle),
    };

    /// <summary>Names a method, with its type and signature.</summary>
    internal string Method(MethodDefinitionHandle handle)
    {
        MethodDefinition method = _reader.GetMethodDefinition(handle);
        return Signature(method.DecodeSignature(_types, null), $"{Type(method.GetDeclaringType())}::{MethodName(handle)}");
    }

    /// <summary>Names a method without its type.</summary>
    internal string MethodName(MethodDefinitionHandle handle)
    {
        MethodDefinition method = _reader.GetMethodDefinition(handle);
        return _compilerNames.Normalize(method.GetDeclaringType(), _reader.GetString(method.Name));
    }

    /// <summary>Lists the types of a method's parameters.</summary>
    internal string Parameters(MethodDefinitionHandle handle) =>
        string.Join(", ", _reader.GetMethodDefinition(handle).DecodeSignature(_types, null).ParameterTypes);

    /// <summary>Names a field, with its type.</summary>
    internal string Field(FieldDefinitionHandle handle)
    {
        FieldDefinition field = _reader.GetFieldDefinition(handle);
        TypeDefinitionHandle owner = field.GetDeclaringType();
        string name = _vimage.OriginalName(handle) ?? _compilerNames.Normalize(owner, _reader.GetString(field.Name));
        return $"{field.DecodeSignature(_types, null)} {Type(owner)}::{name}";
    }

    /// <summary>Returns the types of a method's locals.</summary>
    internal IReadOnlyList<string> Locals(StandaloneSignatureHandle handle) =>
        handle.IsNil ? [] : _reader.GetStandaloneSignature(handle).DecodeLocalSignature(_types, null);

    private string Definition(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        string name = _compilerNames.Normalize(handle, _reader.GetString(type.Name));
        if (type.IsNested)
        {
            return $"{Type(type.GetDeclaringType())}+{name}";
        }

        return type.Namespace.IsNil ? name : $"{_reader.GetString(type.Namespace)}.{name}";
    }

    private string Reference(TypeReferenceHandle handle)
    {
        TypeReference type = _reader.GetTypeReference(handle);
        string name = _reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return $"{Type(type.ResolutionScope)}+{name}";
        }

        string full = type.Namespace.IsNil ? name : $"{_reader.GetString(type.Namespace)}.{name}";
        return type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? $"[{_reader.GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)}]{full}"
            : full;
    }

    private string Member(MemberReferenceHandle handle)
    {
        MemberReference member = _reader.GetMemberReference(handle);
        string name = _reader.GetString(member.Name);

        // A call with variable arguments refers to the method itself; a field or method of a generic type of this assembly, to
        // the type's instantiation.
        string owner = member.Parent.Kind == HandleKind.MethodDefinition ? Entity(member.Parent) : Type(member.Parent);
        if (GenericOwner(member.Parent) is { } definition)
        {
            name = FieldOfDefinition(member, definition) is { } field && _vimage.OriginalName(field) is { } original
                ? original
                : _compilerNames.Normalize(definition, name);
        }

        string qualified = $"{owner}::{name}";
        return member.GetKind() == MemberReferenceKind.Field
            ? $"{member.DecodeFieldSignature(_types, null)} {qualified}"
            : Signature(member.DecodeMethodSignature(_types, null), qualified);
    }

    private TypeDefinitionHandle? GenericOwner(EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeSpecification)
        {
            return null;
        }

        BlobReader blob = _reader.GetBlobReader(_reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        _ = blob.ReadCompressedInteger();
        EntityHandle definition = blob.ReadTypeHandle();
        return definition.Kind == HandleKind.TypeDefinition ? (TypeDefinitionHandle)definition : null;
    }

    private FieldDefinitionHandle? FieldOfDefinition(MemberReference member, TypeDefinitionHandle definition)
    {
        if (member.GetKind() != MemberReferenceKind.Field)
        {
            return null;
        }

        string name = _reader.GetString(member.Name);
        foreach (FieldDefinitionHandle field in _reader.GetTypeDefinition(definition).GetFields())
        {
            if (_reader.StringComparer.Equals(_reader.GetFieldDefinition(field).Name, name))
            {
                return field;
            }
        }

        return null;
    }

    private string Instantiation(MethodSpecificationHandle handle)
    {
        MethodSpecification method = _reader.GetMethodSpecification(handle);
        return $"{Entity(method.Method)}<{string.Join(",", method.DecodeSignature(_types, null))}>";
    }

    private string StandaloneSignature(StandaloneSignatureHandle handle) =>
        Signature(_reader.GetStandaloneSignature(handle).DecodeMethodSignature(_types, null), "*");
}
