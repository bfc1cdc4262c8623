using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Editing;

namespace Vimage.Migration.Hoisting;

/// <summary>Writes look-ups, and the uses that go through them.</summary>
internal static class HoistEdits
{
    internal static void Apply(HoistPlan plan, EditSet edits)
    {
        string file = plan.Before.SyntaxTree.FilePath;
        foreach (VirtualizedUse use in plan.Uses)
        {
            edits.Replace(file, use.Expression.Span, $"{plan.Local}.{use.MemberName}");
        }

        (int position, string before, string after) = PlaceOf(plan.Before);
        edits.Append(file, position, EditRank.Code, $"{before}var {plan.Local} = {plan.Hook};{after}");
    }

    // Comments right before a statement are about it, and stay with it.
    private static int StartOf(SyntaxNode statement)
    {
        SyntaxTriviaList leading = statement.GetLeadingTrivia();
        return leading.Any(static trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia))
            ? statement.SpanStart
            : leading.FirstOrDefault(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                is { RawKind: not 0 } comment ? comment.FullSpan.Start : statement.SpanStart;
    }

    // On a line of its own, if the statement has one.
    private static (int Position, string Before, string After) PlaceOf(SyntaxNode statement)
    {
        int start = StartOf(statement);
        SourceText text = statement.SyntaxTree.GetText();
        TextLine line = text.Lines.GetLineFromPosition(start);
        string indentation = text.ToString(TextSpan.FromBounds(line.Start, start));
        string end = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return string.IsNullOrWhiteSpace(indentation) && end.Length > 0 ? (line.Start, indentation, end) : (start, "", " ");
    }
}
