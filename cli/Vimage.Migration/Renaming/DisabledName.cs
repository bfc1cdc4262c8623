using Microsoft.CodeAnalysis;

namespace Vimage.Migration.Renaming;

/// <summary>A word that is a global's name, in a branch of <c>#if</c> that is disabled.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Text">The disabled text.</param>
/// <param name="Position">Where in the file the word is.</param>
internal readonly record struct DisabledName(SyntaxTree Tree, SyntaxTrivia Text, int Position);
