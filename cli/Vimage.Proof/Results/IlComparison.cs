namespace Vimage.Proof;

/// <summary>The IL of a method in two builds.</summary>
/// <param name="Grade">How alike the bodies are.</param>
/// <param name="Before">The normalised body before, a line each; empty unless the bodies differ.</param>
/// <param name="After">The normalised body after; empty unless the bodies differ.</param>
public sealed record IlComparison(IlGrade Grade, IReadOnlyList<string> Before, IReadOnlyList<string> After);
