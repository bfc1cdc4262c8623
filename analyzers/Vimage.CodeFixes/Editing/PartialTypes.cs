using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.CodeFixes.Editing;

internal static class PartialTypes
{
    /// <summary>Adds <c>partial</c> to a type and to each around it, where it is missing.</summary>
    internal static void Add(TextEdits edits, TypeDeclarationSyntax? type)
    {
        for (TypeDeclarationSyntax? each = type; each is not null; each = each.Parent as TypeDeclarationSyntax)
        {
            if (!Eligibility.Has(each, SyntaxKind.PartialKeyword) && Eligibility.CanBePartial(each))
            {
                edits.Insert(each.SyntaxTree, each.Keyword.SpanStart, "partial ");
            }
        }
    }
}
