using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Migration.Renaming.Disabled;

/// <summary>A word that matters, in a branch of <c>#if</c> that is disabled.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Position">Where in the file the word is.</param>
internal readonly record struct DisabledName(SyntaxTree Tree, int Position)
{
    /// <summary>Gets the file and position, which are the same in each project that has the file.</summary>
    internal (string FilePath, int Position) Place => (Tree.FilePath, Position);

    /// <summary>Gets the word.</summary>
    internal string Word
    {
        get
        {
            string text = Tree.GetText().ToString();
            int end = Position;
            while (end < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[end]))
            {
                end++;
            }

            return text[Position..end];
        }
    }
}
