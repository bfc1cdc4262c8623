namespace Vimage.Proof;

/// <summary>A line of two listings side by side.</summary>
/// <param name="Before">The line before; <see langword="null"/> if it is only after.</param>
/// <param name="After">The line after; <see langword="null"/> if it is only before.</param>
/// <param name="IsEqual">Whether both are the same line.</param>
public sealed record DiffRow(string? Before, string? After, bool IsEqual);
