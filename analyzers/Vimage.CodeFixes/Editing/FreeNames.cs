using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.CodeFixes.Editing;

internal static class FreeNames
{
    /// <summary>Returns a name that no member of a type has yet.</summary>
    internal static string In(INamedTypeSymbol type, string wanted) =>
        Free(wanted, name => !type.GetMembers(name).IsEmpty);

    /// <summary>
    /// Returns a name for a local that is not mentioned in the member around a node, nor asked for there by another fix.
    /// </summary>
    internal static string OfLocal(TextEdits edits, SyntaxNode node, string wanted)
    {
        SyntaxNode member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? node.SyntaxTree.GetRoot();
        HashSet<string> mentioned =
        [
            .. member.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText),
        ];
        return Free(wanted, name => mentioned.Contains(name) || !edits.Reserve(member, name));
    }

    private static string Free(string wanted, Func<string, bool> isTaken)
    {
        string name = wanted;
        for (int i = 2; isTaken(name); i++)
        {
            name = $"{wanted}{i}";
        }

        return name;
    }
}
