using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Generator.Model;

internal static class Identifiers
{
    /// <summary>Returns a name as source has to spell it.</summary>
    internal static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
