namespace Vimage;

/// <summary>Resources of one kind that a teardown met.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Type">The type's name.</param>
/// <param name="Tag">What they were tagged with when the vnet got them; the member that did it, unless it said otherwise.</param>
/// <param name="Count">How many.</param>
/// <param name="Stack">With <c>VimageDebug</c>, the stack on which the vnet got the first of them.</param>
public sealed record VnetHolding(VnetResourceKind Kind, string Type, string Tag, int Count, string? Stack)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Count} {Kind} {Type} [{Tag}]{(Stack is null ? "" : "\n" + Stack)}";
}
