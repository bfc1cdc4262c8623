using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Graduating;

/// <summary>The text of declarations as they stand in a state struct: without <c>static</c>, and without a mark that says nothing more.</summary>
/// <param name="model">The file's model.</param>
/// <param name="movable">All declarations of the module that are moved.</param>
internal sealed class FieldText(SemanticModel model, IReadOnlySet<MemberDeclarationSyntax> movable)
{
    /// <param name="run">The declarations.</param>
    /// <param name="indentation">What is added to each line.</param>
    internal string Of(FieldRun run, string indentation)
    {
        SourceText text = run.Fields[0].SyntaxTree.GetText();
        SortedDictionary<int, (int Length, string Text)> changes = [];
        foreach (FieldDeclarationSyntax field in run.Fields)
        {
            foreach ((TextSpan span, string replacement) in ChangesOf(field))
            {
                changes.Add(span.Start, (span.Length, replacement));
            }
        }

        StringBuilder moved = new();
        HashSet<int> shifted = indentation.Length == 0 ? [] : [.. LinesToShift(run, text)];
        int position = run.Span.Start;
        while (position < run.Span.End)
        {
            if (shifted.Contains(position))
            {
                moved.Append(indentation);
            }

            if (changes.TryGetValue(position, out (int Length, string Text) change))
            {
                moved.Append(change.Text);
                position += change.Length;
                if (change.Length > 0)
                {
                    continue;
                }
            }

            moved.Append(text[position++]);
        }

        return moved.ToString();
    }

    private IEnumerable<(TextSpan Span, string Text)> ChangesOf(FieldDeclarationSyntax field)
    {
        foreach (AttributeListSyntax list in field.AttributeLists)
        {
            if (list.Target is null && list.Attributes.FirstOrDefault(IsBareMark) is { } mark)
            {
                yield return (SpanOf(mark, list), "");
            }
        }

        foreach (SyntaxToken modifier in field.Modifiers.Where(static token => token.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.NewKeyword))
        {
            bool hasComment = modifier.TrailingTrivia.Any(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia));
            yield return (hasComment ? modifier.Span : TextSpan.FromBounds(modifier.SpanStart, modifier.FullSpan.End), "");
        }

        // What is public in an interface by default is private in a struct.
        if (field.Parent is InterfaceDeclarationSyntax && !field.Modifiers.Any(static token => SyntaxFacts.IsAccessibilityModifier(token.Kind())))
        {
            yield return (new TextSpan(field.Declaration.SpanStart, 0), "public ");
        }

        foreach (IdentifierNameSyntax name in field.Declaration.Variables
            .Where(static variable => variable.Initializer is not null)
            .SelectMany(static variable => variable.Initializer!.DescendantNodes().OfType<IdentifierNameSyntax>()))
        {
            if (IsOfMoved(name))
            {
                yield return (new TextSpan(name.SpanStart, 0), NameOf((TypeDeclarationSyntax)field.Parent!) + ".");
            }
        }
    }

    private static bool IsBareMark(AttributeSyntax attribute) =>
        Marks.IsNamed(attribute.Name, Marks.Virtualized) && attribute.ArgumentList is not { Arguments.Count: > 0 };

    // Alone in its list, with what is between that and the next token; otherwise with its comma.
    private static TextSpan SpanOf(AttributeSyntax mark, AttributeListSyntax list)
    {
        if (list.Attributes.Count == 1)
        {
            SyntaxToken next = list.GetLastToken().GetNextToken();
            bool hasComment = list.GetTrailingTrivia().Concat(next.LeadingTrivia).Any(static trivia =>
                !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
            return hasComment ? list.Span : TextSpan.FromBounds(list.SpanStart, next.SpanStart);
        }

        int index = list.Attributes.IndexOf(mark);
        return index == 0
            ? TextSpan.FromBounds(mark.SpanStart, list.Attributes[1].SpanStart)
            : TextSpan.FromBounds(list.Attributes[index - 1].Span.End, mark.Span.End);
    }

    // In the struct the bare name would be that of the field, which no initializer can use.
    private bool IsOfMoved(IdentifierNameSyntax name) =>
        (name.Parent is not (MemberAccessExpressionSyntax or NameColonSyntax or NameEqualsSyntax) || IsLeft(name))
        && !IsInNameOf(name)
        && model.GetSymbolInfo(name).Symbol is IFieldSymbol { IsStatic: true } field
        && movable.Any(member => field.OriginalDefinition.Locations.Any(location =>
            location.SourceTree == member.SyntaxTree && member.Span.Contains(location.SourceSpan)));

    private static bool IsLeft(IdentifierNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Expression == name;

    private static bool IsInNameOf(IdentifierNameSyntax name) => name.Ancestors().OfType<InvocationExpressionSyntax>().Any(static call =>
        call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    private static string NameOf(TypeDeclarationSyntax type) =>
        type.Identifier.Text + (type.TypeParameterList is { } list
            ? $"<{string.Join(", ", list.Parameters.Select(static parameter => parameter.Identifier.Text))}>"
            : "");

    // All but empty ones and those that begin inside a string.
    private static IEnumerable<int> LinesToShift(FieldRun run, SourceText text)
    {
        TextSpan[] strings =
        [
            .. run.Fields.SelectMany(static field => field.DescendantNodes())
                .Where(static node => node is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.Utf8StringLiteralExpression })
                .Select(static node => node.Span),
        ];
        return text.Lines
            .Where(line => run.Span.Contains(line.Start) && !string.IsNullOrWhiteSpace(line.ToString()))
            .Select(static line => line.Start)
            .Where(start => !strings.Any(each => each.Start < start && start < each.End));
    }
}
