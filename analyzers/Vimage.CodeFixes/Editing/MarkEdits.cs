using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.CodeFixes.Editing;

/// <summary>Changes of attributes.</summary>
internal static class MarkEdits
{
    private const string ByRef = "ByRef";

    /// <summary>Removes an attribute; its brackets too if nothing else is in them.</summary>
    internal static void Remove(TextEdits edits, AttributeSyntax attribute)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        int index = list.Attributes.IndexOf(attribute);
        TextSpan span = list.Attributes.Count == 1 ? WithSpaceAfter(list)
            : index > 0 ? TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End)
            : TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart);
        edits.Remove(attribute.SyntaxTree, span);
    }

    /// <summary>Makes a mark say <c>ByRef = true</c>.</summary>
    internal static void SetByRef(TextEdits edits, AttributeSyntax mark)
    {
        if (mark.ArgumentList is not { } list)
        {
            edits.Insert(mark.SyntaxTree, mark.Span.End, $"({ByRef} = true)");
        }
        else if (Find(list) is { } argument)
        {
            if (!argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression))
            {
                edits.Replace(mark.SyntaxTree, argument.Expression.Span, "true");
            }
        }
        else
        {
            edits.Insert(mark.SyntaxTree, list.OpenParenToken.Span.End, $"{ByRef} = true{(list.Arguments.Count > 0 ? ", " : "")}");
        }
    }

    /// <summary>Makes a mark say nothing of <c>ByRef</c>.</summary>
    internal static void ClearByRef(TextEdits edits, AttributeSyntax mark)
    {
        if (mark.ArgumentList is not { } list || Find(list) is not { } argument)
        {
            return;
        }

        int index = list.Arguments.IndexOf(argument);
        edits.Remove(
            mark.SyntaxTree,
            list.Arguments.Count == 1 ? TextSpan.FromBounds(mark.Name.Span.End, list.Span.End)
                : index > 0 ? TextSpan.FromBounds(list.Arguments[index - 1].Span.End, argument.Span.End)
                : TextSpan.FromBounds(argument.SpanStart, list.Arguments[1].SpanStart));
    }

    private static AttributeArgumentSyntax? Find(AttributeArgumentListSyntax list) =>
        list.Arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == ByRef);

    private static TextSpan WithSpaceAfter(AttributeListSyntax list)
    {
        SyntaxToken next = list.GetLastToken().GetNextToken();
        bool isOnlySpaceBetween = list.GetTrailingTrivia().Concat(next.LeadingTrivia).All(
            static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return TextSpan.FromBounds(list.SpanStart, isOnlySpaceBetween ? next.SpanStart : list.Span.End);
    }
}
