namespace Vimage.Substitution;

/// <summary>An assembly with field instructions in place of accessor calls.</summary>
/// <param name="Image">The file: as long as before, unless methods had to move.</param>
/// <param name="Symbols">The file of its symbols, rewritten; <see langword="null"/> if it stays true, or there is none.</param>
/// <param name="Substituted">How many calls have been replaced. If none, the file is as it was.</param>
/// <param name="Remainders">The uses whose code is still not that of a plain static.</param>
public sealed record SubstitutionResult(ReadOnlyMemory<byte> Image, ReadOnlyMemory<byte>? Symbols, int Substituted, IReadOnlyList<Remainder> Remainders);
