using System.Collections.Immutable;
using System.Reflection.Metadata;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Accessors;

/// <summary>An accessor as call sites name it: by its definition, or by a reference to it in a generic type with arguments.</summary>
/// <param name="accessor">The accessor.</param>
/// <param name="method">The definition or reference.</param>
/// <param name="parent">The type with arguments; nil for a definition.</param>
/// <param name="typeArguments">The arguments' shapes.</param>
internal sealed class CallTarget(
    Accessor accessor, EntityHandle method, EntityHandle parent, ImmutableArray<TypeShape> typeArguments)
{
    internal Accessor Accessor { get; } = accessor;

    internal EntityHandle Method { get; } = method;

    internal EntityHandle Parent { get; } = parent;

    internal ImmutableArray<TypeShape> TypeArguments { get; } = typeArguments;

    /// <summary>Gets or sets whether something else than a plain call uses this definition or reference.</summary>
    internal bool IsUsedOtherwise { get; set; }

    /// <summary>Gets or sets what names the field at the call sites; nil if nothing can.</summary>
    internal EntityHandle Field { get; set; }
}
