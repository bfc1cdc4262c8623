using System.Reflection.Metadata;

namespace Vimage.Substitution.Accessors;

/// <summary>What an accessor does with its field.</summary>
internal enum AccessorKind
{
    Get,
    GetReference,
    Set,
}

/// <summary>One accessor method that the generator emitted for a marked static.</summary>
/// <param name="Name">The property's name, as <c>Type.V_x</c>.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Field">The field; nil where <paramref name="Obstacle"/> says that the body is more than the field.</param>
/// <param name="IsReadOnly">Whether the field is <c>readonly</c>.</param>
/// <param name="IsVolatile">Whether the field is <c>volatile</c>.</param>
/// <param name="Obstacle">Why no call of it can be replaced, if so.</param>
internal sealed record Accessor(
    string Name, AccessorKind Kind, FieldDefinitionHandle Field, bool IsReadOnly, bool IsVolatile, RemainderReason? Obstacle);
