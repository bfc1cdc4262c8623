using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Editing;
using Vimage.Migration.Globals;

namespace Vimage.Migration.Renaming;

/// <summary>Marks the declarations of globals, and makes what is around them partial.</summary>
internal sealed class DeclarationEdits(IReadOnlyDictionary<GlobalKey, GlobalVariable> globals, IReadOnlySet<GlobalKey> byRef, EditSet edits)
{
    /// <summary>Edits one file.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="hasNamespace">Whether <c>using Vimage;</c> is in effect in it already.</param>
    internal void Edit(SyntaxTree tree, bool hasNamespace)
    {
        MarkSpelling spelling = new(tree, hasNamespace);
        bool isMarked = false;
        foreach (MemberDeclarationSyntax member in MarkedIn(tree))
        {
            isMarked |= member switch
            {
                FieldDeclarationSyntax field => EditField(field, spelling),
                _ => EditPartialMember(member, spelling),
            };
            for (TypeDeclarationSyntax? type = member.Parent as TypeDeclarationSyntax; type is not null; type = type.Parent as TypeDeclarationSyntax)
            {
                MakePartial(type);
            }
        }

        if (isMarked)
        {
            spelling.AddUsing(edits);
        }
    }

    private IEnumerable<MemberDeclarationSyntax> MarkedIn(SyntaxTree tree)
    {
        SyntaxNode root = tree.GetRoot();
        return globals.Keys
            .Where(key => key.FilePath == tree.FilePath)
            .OrderBy(static key => key.Position)
            .Select(key => root.FindToken(key.Position).Parent!.FirstAncestorOrSelf<MemberDeclarationSyntax>()!)
            .Distinct();
    }

    private bool EditField(FieldDeclarationSyntax field, MarkSpelling spelling)
    {
        List<(VariableDeclaratorSyntax Variable, string? Mark)> variables =
            [.. field.Declaration.Variables.Select(variable => (variable, MarkOf(field.SyntaxTree, variable, spelling)))];
        string? first = variables[0].Mark;
        if (variables.TrueForAll(variable => variable.Mark == first))
        {
            return first is not null && SetMark(field, first);
        }

        Split(field, variables);
        return true;
    }

    private string? MarkOf(SyntaxTree tree, VariableDeclaratorSyntax variable, MarkSpelling spelling)
    {
        GlobalKey key = new(tree.FilePath, variable.Identifier.SpanStart);
        return globals.ContainsKey(key) ? spelling.Mark(byRef.Contains(key)) : null;
    }

    // A mark that is there already stays; one that has to become by reference is replaced.
    private bool SetMark(MemberDeclarationSyntax member, string mark)
    {
        string file = member.SyntaxTree.FilePath;
        if (Marks.Find(member, Marks.Virtualized) is not { } existing)
        {
            edits.Insert(file, member.GetFirstToken().SpanStart, $"{mark} ");
            return true;
        }

        if (mark.Contains("ByRef", StringComparison.Ordinal) && !Eligibility.IsByRef(existing))
        {
            edits.Replace(file, existing.Span, mark.Trim('[', ']'));
        }

        return false;
    }

    // static int a, b = 2; of which only a is meant, or only a by reference: two declarations, in the same order.
    private void Split(FieldDeclarationSyntax field, List<(VariableDeclaratorSyntax Variable, string? Mark)> variables)
    {
        SourceText text = field.SyntaxTree.GetText();
        string head = text.ToString(TextSpan.FromBounds(field.Modifiers[0].SpanStart, field.Declaration.Variables[0].SpanStart));
        string attributes = field.AttributeLists.Count == 0
            ? ""
            : text.ToString(TextSpan.FromBounds(field.AttributeLists[0].SpanStart, field.Modifiers[0].SpanStart));
        string lineStart = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(field.SpanStart).Start, field.SpanStart));
        string indentation = lineStart[..^lineStart.TrimStart().Length];
        string newLine = text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2 ? "\r\n" : "\n";
        IEnumerable<string> declarations = variables.Select(variable =>
            $"{(variable.Mark is null ? "" : variable.Mark + " ")}{attributes}{head}{text.ToString(variable.Variable.Span)};");
        edits.Replace(field.SyntaxTree.FilePath, field.Span, string.Join(newLine + indentation, declarations));
    }

    private bool EditPartialMember(MemberDeclarationSyntax member, MarkSpelling spelling)
    {
        string file = member.SyntaxTree.FilePath;
        if (!Eligibility.Has(member, SyntaxKind.PartialKeyword))
        {
            // partial comes last: before the type, or before the word event.
            int position = member switch
            {
                PropertyDeclarationSyntax property => property.Type.SpanStart,
                EventFieldDeclarationSyntax @event => @event.EventKeyword.SpanStart,
                _ => throw new MigrationException(
                    MigrationExitCode.BadInput, $"{member.GetLocation().GetLineSpan()}: not a variable: {member.Kind()}."),
            };
            edits.Insert(file, position, "partial ");
        }

        return SetMark(member, spelling.Mark(byRef: false));
    }

    private void MakePartial(TypeDeclarationSyntax type)
    {
        if (!Eligibility.Has(type, SyntaxKind.PartialKeyword))
        {
            edits.Insert(type.SyntaxTree.FilePath, type.Keyword.SpanStart, "partial ");
        }
    }
}
