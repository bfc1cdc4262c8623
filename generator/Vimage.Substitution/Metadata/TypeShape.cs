using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Vimage.Substitution.Metadata;

/// <summary>What about a type decides how the compiler reads a member of a value of it.</summary>
internal enum TypeShape
{
    /// <summary>A reference or a pointer: the value itself leads to its members.</summary>
    Reference,

    /// <summary>A value type: members are read through its address.</summary>
    Value,

    /// <summary><see cref="Nullable{T}"/>, a value type that the compiler treats in ways of its own.</summary>
    Nullable,

    /// <summary>A type parameter that the context leaves open.</summary>
    Open,
}

/// <summary>Reads shapes from signatures. The context are the arguments of the declaring type; none leaves them open.</summary>
internal sealed class TypeShapeReader : ISignatureTypeProvider<TypeShape, ImmutableArray<TypeShape>>
{
    internal static readonly TypeShapeReader Instance = new();

    private const byte ValueTypeKind = 0x11;

    public TypeShape GetPrimitiveType(PrimitiveTypeCode typeCode) =>
        typeCode is PrimitiveTypeCode.String or PrimitiveTypeCode.Object ? TypeShape.Reference : TypeShape.Value;

    public TypeShape GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Of(rawTypeKind);

    public TypeShape GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return Of(rawTypeKind) == TypeShape.Value
            && reader.StringComparer.Equals(type.Name, "Nullable`1")
            && reader.StringComparer.Equals(type.Namespace, "System")
            ? TypeShape.Nullable
            : Of(rawTypeKind);
    }

    // Only a modifier can be a specification, and modifiers don't matter.
    public TypeShape GetTypeFromSpecification(
        MetadataReader reader, ImmutableArray<TypeShape> genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        TypeShape.Open;

    public TypeShape GetGenericInstantiation(TypeShape genericType, ImmutableArray<TypeShape> typeArguments) => genericType;

    public TypeShape GetGenericTypeParameter(ImmutableArray<TypeShape> genericContext, int index) =>
        index < genericContext.Length ? genericContext[index] : TypeShape.Open;

    public TypeShape GetGenericMethodParameter(ImmutableArray<TypeShape> genericContext, int index) => TypeShape.Open;

    public TypeShape GetModifiedType(TypeShape modifier, TypeShape unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeShape GetPinnedType(TypeShape elementType) => elementType;

    public TypeShape GetSZArrayType(TypeShape elementType) => TypeShape.Reference;

    public TypeShape GetArrayType(TypeShape elementType, ArrayShape shape) => TypeShape.Reference;

    public TypeShape GetByReferenceType(TypeShape elementType) => TypeShape.Reference;

    public TypeShape GetPointerType(TypeShape elementType) => TypeShape.Reference;

    public TypeShape GetFunctionPointerType(MethodSignature<TypeShape> signature) => TypeShape.Reference;

    private static TypeShape Of(byte rawTypeKind) => rawTypeKind == ValueTypeKind ? TypeShape.Value : TypeShape.Reference;
}
