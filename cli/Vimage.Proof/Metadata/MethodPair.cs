namespace Vimage.Proof.Metadata;

/// <summary>A method of the build before, and its counterpart in the build after.</summary>
/// <param name="Before">The method before.</param>
/// <param name="After">The method after, or <see langword="null"/> if there is none.</param>
internal sealed record MethodPair(MethodEntry Before, MethodEntry? After);
