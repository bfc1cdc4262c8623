using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Editing;

namespace Vimage.Migration.Renaming.Edits;

/// <summary>Puts marks on declarations, beside the attributes that are there.</summary>
internal sealed class MarkEdits(MarkSpelling spelling, EditSet edits)
{
    internal static MarkKind KindOf(MemberDeclarationSyntax member) => Marks.Find(member, Marks.Virtualized) switch
    {
        null => MarkKind.None,
        { } mark => Eligibility.IsByRef(mark) ? MarkKind.ByRef : MarkKind.ByValue,
    };

    /// <summary>Gives a declaration a mark. One that it has stays, unless it has to become by reference.</summary>
    internal void Set(MemberDeclarationSyntax member, MarkKind kind)
    {
        MarkKind given = KindOf(member);
        if (kind <= given)
        {
            return;
        }

        string file = member.SyntaxTree.FilePath;
        if (Marks.Find(member, Marks.Virtualized) is { } mark)
        {
            edits.Replace(file, mark.Span, MarkSpelling.WithArguments(mark.Name.ToString(), kind));
            return;
        }

        string separator = HasOwnLines(member) ? Between(member) : " ";
        edits.Insert(file, member.GetFirstToken().SpanStart, EditRank.Attribute, spelling.Mark(kind) + separator);
        spelling.AddUsing(edits);
    }

    /// <summary>Returns the attributes for a declaration that is parted from <paramref name="member"/>.</summary>
    internal string AttributesFor(MemberDeclarationSyntax member, MarkKind kind)
    {
        IEnumerable<string> others = member.AttributeLists
            .Select(static list => (list.Target, Attributes: list.Attributes
                .Where(attribute => list.Target is not null || !Marks.IsNamed(attribute.Name, Marks.Virtualized))
                .ToArray()))
            .Where(static list => list.Attributes.Length > 0)
            .Select(static list => $"[{(list.Target is null ? "" : list.Target + " ")}{string.Join<AttributeSyntax>(", ", list.Attributes)}] ");
        if (kind == MarkKind.None)
        {
            return string.Concat(others);
        }

        spelling.AddUsing(edits);
        return $"{spelling.Mark(kind)} {string.Concat(others)}";
    }

    /// <summary>Returns what comes between two members: a line end and the indentation; or a space, if they share a line.</summary>
    internal string Between(MemberDeclarationSyntax member)
    {
        SourceText text = member.SyntaxTree.GetText();
        TextLine line = text.Lines.GetLineFromPosition(member.SpanStart);
        string start = text.ToString(TextSpan.FromBounds(line.Start, member.SpanStart));
        return string.IsNullOrWhiteSpace(start) ? spelling.NewLine + start : " ";
    }

    private static bool HasOwnLines(MemberDeclarationSyntax member) =>
        member.AttributeLists.Any() && member.AttributeLists[^1].GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
}
