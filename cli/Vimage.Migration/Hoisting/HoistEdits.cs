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

        int position = StartOf(plan.Before);
        edits.Append(file, position, EditRank.Code, $"var {plan.Local} = {plan.Hook};{Separator(plan.Before.SyntaxTree.GetText(), position)}");
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

    private static string Separator(SourceText text, int position)
    {
        TextLine line = text.Lines.GetLineFromPosition(position);
        string indentation = text.ToString(TextSpan.FromBounds(line.Start, position));
        string end = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return string.IsNullOrWhiteSpace(indentation) && end.Length > 0 ? end + indentation : " ";
    }
}
