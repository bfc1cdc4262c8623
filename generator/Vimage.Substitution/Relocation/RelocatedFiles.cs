namespace Vimage.Substitution.Relocation;

/// <summary>An assembly in which methods have moved.</summary>
/// <param name="Image">Its file.</param>
/// <param name="Symbols">The file of its symbols, if that is one of its own.</param>
internal sealed record RelocatedFiles(byte[] Image, byte[]? Symbols);
