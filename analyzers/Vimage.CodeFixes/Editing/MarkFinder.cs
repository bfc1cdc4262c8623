using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.CodeFixes.Editing;

internal static class MarkFinder
{
    /// <summary>Finds the <c>[Virtualized]</c> of a variable, in whatever project of the solution it is.</summary>
    internal static async Task<AttributeSyntax?> FindAsync(ISymbol variable, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in variable.DeclaringSyntaxReferences)
        {
            SyntaxNode node = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
            if (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } declaration
                && Marks.Find(declaration, Marks.Virtualized) is { } mark)
            {
                return mark;
            }
        }

        return null;
    }
}
