using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Editing;
using Vimage.Migration.Globals;

namespace Vimage.Migration.Renaming.Edits;

/// <summary>Marks the declarations of globals, and makes what is around them partial.</summary>
/// <param name="byRef">The globals whose accessor is by reference.</param>
/// <param name="writable">The read-only globals that a static constructor writes.</param>
/// <param name="edits">Where the edits go.</param>
internal sealed class DeclarationEdits(IReadOnlySet<GlobalKey> byRef, IReadOnlySet<GlobalKey> writable, EditSet edits)
{
    /// <summary>Edits the declarations in one form of one file.</summary>
    internal void Edit(IEnumerable<GlobalDeclaration> declarations, MarkSpelling spelling)
    {
        MarkEdits marks = new(spelling, edits);
        foreach (IGrouping<MemberDeclarationSyntax, GlobalDeclaration> member in declarations.GroupBy(static each => each.Member))
        {
            Dictionary<int, GlobalKey> listed = member.ToDictionary(static each => each.Position, static each => each.Global);
            switch (member.Key)
            {
                case BaseFieldDeclarationSyntax field:
                    Edit(field, listed, marks);
                    break;
                case PropertyDeclarationSyntax property:
                    Edit(property, isWritable: writable.Overlaps(listed.Values), marks);
                    break;
            }

            foreach (TypeDeclarationSyntax type in member.Key.Ancestors().OfType<TypeDeclarationSyntax>())
            {
                MakePartial(type);
            }
        }
    }

    internal void MakePartial(TypeDeclarationSyntax type)
    {
        if (!Eligibility.Has(type, SyntaxKind.PartialKeyword))
        {
            edits.Insert(type.SyntaxTree.FilePath, type.Keyword.SpanStart, EditRank.Modifier, "partial ");
        }
    }

    private void Edit(BaseFieldDeclarationSyntax field, Dictionary<int, GlobalKey> listed, MarkEdits marks)
    {
        DeclarationForm given = FormOf(field);
        List<DeclarationForm> forms = [.. field.Declaration.Variables.Select(variable =>
            listed.TryGetValue(variable.Identifier.SpanStart, out GlobalKey key) ? FormOf(field, key, given) : given)];
        Change(field, given, forms[0], marks);
        for (int i = 1; i < forms.Count; i++)
        {
            if (forms[i] != forms[i - 1])
            {
                Part(field, i, forms[i], marks);
            }
        }
    }

    private static DeclarationForm FormOf(BaseFieldDeclarationSyntax field) => new(
        MarkEdits.KindOf(field),
        Eligibility.Has(field, SyntaxKind.PartialKeyword),
        IsWritable: !Eligibility.Has(field, SyntaxKind.ReadOnlyKeyword));

    private DeclarationForm FormOf(BaseFieldDeclarationSyntax field, GlobalKey key, DeclarationForm given)
    {
        MarkKind mark = byRef.Contains(key) ? MarkKind.ByRef : MarkKind.ByValue;
        return new DeclarationForm(
            mark > given.Mark ? mark : given.Mark,
            given.IsPartial || field is EventFieldDeclarationSyntax,
            given.IsWritable || writable.Contains(key));
    }

    // What the first variables become is done to the declaration itself.
    private void Change(BaseFieldDeclarationSyntax field, DeclarationForm given, DeclarationForm form, MarkEdits marks)
    {
        string file = field.SyntaxTree.FilePath;
        marks.Set(field, form.Mark);
        if (form.IsPartial && !given.IsPartial)
        {
            // partial comes last among the modifiers.
            edits.Insert(file, ((EventFieldDeclarationSyntax)field).EventKeyword.SpanStart, EditRank.Modifier, "partial ");
        }

        if (form.IsWritable && !given.IsWritable)
        {
            SyntaxToken @readonly = field.Modifiers.First(static token => token.IsKind(SyntaxKind.ReadOnlyKeyword));
            edits.Replace(file, TextSpan.FromBounds(@readonly.SpanStart, @readonly.FullSpan.End), "");
        }
    }

    // static int a, b; becomes static int a; static int b; with whatever comments are between them where they were.
    private void Part(BaseFieldDeclarationSyntax field, int index, DeclarationForm form, MarkEdits marks)
    {
        string file = field.SyntaxTree.FilePath;
        SyntaxToken comma = field.Declaration.Variables.GetSeparator(index - 1);
        VariableDeclaratorSyntax variable = field.Declaration.Variables[index];
        string head = marks.AttributesFor(field, form.Mark) + ModifiersFor(field, form) + $"{field.Declaration.Type} ";
        bool isPlain = comma.TrailingTrivia.ToFullString().Trim(' ', '\t').Length == 0 && variable.GetLeadingTrivia().Count == 0;
        if (isPlain)
        {
            edits.Replace(file, TextSpan.FromBounds(comma.SpanStart, variable.SpanStart), ";" + marks.Between(field) + head);
        }
        else
        {
            edits.Replace(file, comma.Span, ";");
            edits.Insert(file, variable.SpanStart, EditRank.Code, head);
        }
    }

    private static string ModifiersFor(BaseFieldDeclarationSyntax field, DeclarationForm form)
    {
        IEnumerable<string> modifiers = field.Modifiers
            .Where(token => !token.IsKind(SyntaxKind.PartialKeyword) && !(form.IsWritable && token.IsKind(SyntaxKind.ReadOnlyKeyword)))
            .Select(static token => token.Text);
        return string.Join(" ", modifiers) + (form.IsPartial ? " partial " : " ") + (field is EventFieldDeclarationSyntax ? "event " : "");
    }

    private void Edit(PropertyDeclarationSyntax property, bool isWritable, MarkEdits marks)
    {
        string file = property.SyntaxTree.FilePath;
        marks.Set(property, MarkKind.ByValue);
        if (!Eligibility.Has(property, SyntaxKind.PartialKeyword))
        {
            edits.Insert(file, property.Type.SpanStart, EditRank.Modifier, "partial ");
        }

        AccessorListSyntax accessors = property.AccessorList!;
        if (isWritable && !accessors.Accessors.Any(SyntaxKind.SetAccessorDeclaration))
        {
            edits.Insert(file, accessors.CloseBraceToken.SpanStart, EditRank.Code, "private set; ");
        }
    }
}
