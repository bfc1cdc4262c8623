namespace Vimage.Proof;

/// <summary>A type whose flags, base types or fields differ.</summary>
/// <param name="Type">The type's name.</param>
/// <param name="Before">Its declaration before, a line each; empty if the type is new.</param>
/// <param name="After">Its declaration after; empty if the type is gone.</param>
public sealed record DeclarationDifference(string Type, IReadOnlyList<string> Before, IReadOnlyList<string> After);
