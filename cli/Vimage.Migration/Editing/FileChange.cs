using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Editing;

/// <summary>What is to become of a file.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Before">The text as it was read.</param>
/// <param name="After">The text as it is to be, derived from that.</param>
public sealed record FileChange(string Path, SourceText Before, SourceText After);
