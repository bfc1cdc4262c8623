using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Graduating;

/// <summary>Declarations that follow each other with nothing but comments between them; they are moved together.</summary>
/// <param name="Fields">The declarations.</param>
/// <param name="Span">Their text with the comments before and behind them.</param>
internal sealed record FieldRun(IReadOnlyList<FieldDeclarationSyntax> Fields, TextSpan Span)
{
    /// <summary>Returns the runs of a type declaration, in textual order.</summary>
    internal static IReadOnlyList<FieldRun> In(TypeDeclarationSyntax type, IReadOnlySet<MemberDeclarationSyntax> movable)
    {
        List<FieldRun> runs = [];
        List<FieldDeclarationSyntax> current = [];
        foreach (MemberDeclarationSyntax member in type.Members)
        {
            bool isMoved = movable.Contains(member);
            if (current.Count > 0 && (!isMoved || StartOf(member) > member.FullSpan.Start))
            {
                runs.Add(Of(current));
                current = [];
            }

            if (isMoved)
            {
                current.Add((FieldDeclarationSyntax)member);
            }
        }

        if (current.Count > 0)
        {
            runs.Add(Of(current));
        }

        return runs;
    }

    /// <summary>Returns whether the run has its lines to itself.</summary>
    internal bool HasOwnLines(SourceText text) =>
        text.Lines.GetLineFromPosition(Span.Start).Start == Span.Start
        && text.Lines.GetLineFromPosition(Span.End).Start == Span.End
        && Fields.All(field => string.IsNullOrWhiteSpace(text.ToString(
            TextSpan.FromBounds(text.Lines.GetLineFromPosition(field.SpanStart).Start, field.SpanStart))));

    private static FieldRun Of(List<FieldDeclarationSyntax> fields) =>
        new(fields, TextSpan.FromBounds(StartOf(fields[0]), fields[^1].FullSpan.End));

    // A directive, such as #region, stays where it is, and what comes before it too.
    private static int StartOf(MemberDeclarationSyntax member)
    {
        int start = member.FullSpan.Start;
        foreach (SyntaxTrivia trivia in member.GetLeadingTrivia())
        {
            if (trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia))
            {
                start = trivia.FullSpan.End;
            }
        }

        return start;
    }
}
