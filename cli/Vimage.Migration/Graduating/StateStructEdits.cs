using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Graduating;

/// <summary>Moves declarations of one type declaration into a state struct in the same place.</summary>
/// <param name="type">The type declaration.</param>
/// <param name="structName">The name of the state struct.</param>
/// <param name="fields">The text of declarations inside it.</param>
internal sealed class StateStructEdits(TypeDeclarationSyntax type, string structName, FieldText fields)
{
    private const string Indentation = "    ";

    private readonly SourceText _text = type.SyntaxTree.GetText();

    private string NewLine => _text.ToString().Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Returns the changes, in order.</summary>
    internal IEnumerable<TextChange> Of(IReadOnlyList<FieldRun> runs)
    {
        bool hasLines = runs.All(run => run.HasOwnLines(_text));
        if (type.Members.FirstOrDefault(member => member is TypeDeclarationSyntax nested && StateStructs.IsServed(nested)
            && nested.Identifier.ValueText == structName) is StructDeclarationSyntax given)
        {
            // On lines of its own, before the brace that closes it.
            TextLine last = _text.Lines.GetLineFromPosition(given.CloseBraceToken.SpanStart);
            bool isOnOwnLine = string.IsNullOrWhiteSpace(_text.ToString(TextSpan.FromBounds(last.Start, given.CloseBraceToken.SpanStart)));
            TextChange added = hasLines && isOnOwnLine
                ? new TextChange(new TextSpan(last.Start, 0), BodyOf(runs, isFirst: false))
                : new TextChange(new TextSpan(given.CloseBraceToken.SpanStart, 0), InlineBodyOf(runs));
            return runs.Select(Removal).Append(added).OrderBy(static change => change.Span.Start);
        }

        TextChange first = new(runs[0].Span, hasLines ? OnLines(runs) : Inline(runs));
        return runs.Skip(1).Select(Removal).Prepend(first);
    }

    // The empty line before goes too, unless it is what parts the neighbours.
    private TextChange Removal(FieldRun run) => new(
        IsFollowedByMember(run) ? TextSpan.FromBounds(run.Span.Start + BlankLinesOf(run).Length, run.Span.End) : run.Span, "");

    private string OnLines(IReadOnlyList<FieldRun> runs)
    {
        string indentation = IndentationOf(runs[0].Fields[0]);
        string brace = BracesAreAtLineEnds() ? " {" : $"{NewLine}{indentation}{{";
        string end = IsFollowedByMember(runs[0]) ? NewLine : "";
        return $"{BlankLinesOf(runs[0])}{indentation}[{MarkOf(runs[0].Fields[0])}]{NewLine}{indentation}private partial struct {structName}{brace}{NewLine}"
            + $"{BodyOf(runs, isFirst: true)}{indentation}}}{NewLine}{end}";
    }

    private string Inline(IReadOnlyList<FieldRun> runs)
    {
        string text = _text.ToString(runs[0].Span);
        string before = text[..(text.Length - text.TrimStart().Length)];
        string after = text[text.TrimEnd().Length..];
        return $"{before}[{MarkOf(runs[0].Fields[0])}] private partial struct {structName} {{ {InlineBodyOf(runs)}}}{after}";
    }

    private string BodyOf(IReadOnlyList<FieldRun> runs, bool isFirst)
    {
        string unit = UnitOf(runs[0].Fields[0]);
        IEnumerable<string> bodies = runs.Select((run, index) =>
        {
            string body = fields.Of(run, unit)[BlankLinesOf(run).Length..];
            return ((index > 0 || !isFirst) && BlankLinesOf(run).Length > 0 ? NewLine : "") + body;
        });
        return string.Concat(bodies);
    }

    private string InlineBodyOf(IReadOnlyList<FieldRun> runs) => string.Concat(runs.Select(run =>
        fields.Of(run, "").Trim() + (run.Fields[^1].GetTrailingTrivia().Any(static trivia => trivia.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.SingleLineCommentTrivia))
            ? NewLine
            : " ")));

    // As the first of the declarations writes it; options stay with the declarations.
    private static string MarkOf(FieldDeclarationSyntax field) => Marks.Find(field, Marks.Virtualized)!.Name.ToString();

    private string BlankLinesOf(FieldRun run)
    {
        int end = run.Span.Start;
        foreach (TextLine line in _text.Lines.SkipWhile(line => line.Start < run.Span.Start).TakeWhile(line => line.Start < run.Span.End))
        {
            if (!string.IsNullOrWhiteSpace(line.ToString()))
            {
                break;
            }

            end = line.EndIncludingLineBreak;
        }

        return _text.ToString(TextSpan.FromBounds(run.Span.Start, end));
    }

    private bool IsFollowedByMember(FieldRun run)
    {
        string next = _text.Lines.GetLineFromPosition(run.Span.End).ToString().Trim();
        return next.Length > 0 && next[0] is not ('}' or '#');
    }

    private string IndentationOf(SyntaxNode node)
    {
        TextLine line = _text.Lines.GetLineFromPosition(node.SpanStart);
        string start = line.ToString();
        return start[..(start.Length - start.TrimStart().Length)];
    }

    private string UnitOf(FieldDeclarationSyntax field)
    {
        string inner = IndentationOf(field);
        string outer = IndentationOf(type);
        return inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal) ? inner[outer.Length..]
            : inner.StartsWith('\t') ? "\t"
            : Indentation;
    }

    private bool BracesAreAtLineEnds() => _text.Lines.GetLineFromPosition(type.OpenBraceToken.SpanStart).LineNumber
        == _text.Lines.GetLineFromPosition(type.OpenBraceToken.GetPreviousToken().Span.End).LineNumber;
}
