using Microsoft.CodeAnalysis;
using Vimage.Migration.Globals;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>A place where source uses a global.</summary>
/// <param name="Global">The global.</param>
/// <param name="Name">The name, as a token.</param>
/// <param name="Needs">What it needs of the accessor.</param>
/// <param name="Qualifier">The type to write before the accessor's name, where that alone would mean something else.</param>
/// <param name="Captured">The arguments to add, where a callee is given the text of an argument that the use is in.</param>
internal readonly record struct Use(
    GlobalKey Global, SyntaxToken Name, UseNeeds Needs, string? Qualifier, IReadOnlyList<CapturedArgument> Captured)
{
    /// <summary>Gets the file and position, which are the same in each project that has the file.</summary>
    internal (string FilePath, int Position) Place => (Name.SyntaxTree!.FilePath, Name.SpanStart);
}
