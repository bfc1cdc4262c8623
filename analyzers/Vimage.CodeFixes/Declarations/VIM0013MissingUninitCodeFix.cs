using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.Analyzers.Declarations;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Declarations;

/// <summary>Adds a <c>[VnetUninit]</c> method that disposes of what the module's variables hold.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0013MissingUninitCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.MissingUninit, "Add a [VnetUninit] method");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.MissingUninit);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan);
        if (model.GetDeclaredSymbol(node, cancellation)?.ContainingType is not { } type
            || VimageSymbols.Find(model.Compilation) is not { } symbols)
        {
            return;
        }

        // One method for all of the module's variables, whichever of them was reported, and in one place.
        ISymbol[] owned = [.. type.GetMembers().Where(member => symbols.IsVirtualized(member) && TypeOf(member) is { } held
            && VIM0013MissingUninitAnalyzer.IsDisposable(held))];
        if (owned.Length == 0
            || await owned[0].DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellation).ConfigureAwait(false) is not { } first
            || first.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { Members: { Count: > 0 } members })
        {
            return;
        }

        MemberDeclarationSyntax last = members[members.Count - 1];
        SourceText text = await first.SyntaxTree.GetTextAsync(cancellation).ConfigureAwait(false);
        string mark = MarkNames.At(
            model, first.SyntaxTree == model.SyntaxTree ? last.SpanStart : node.SpanStart, Marks.VnetUninit);
        edits.Insert(last.SyntaxTree, last.Span.End, MethodFor(type, owned, mark, Layout.IndentationOf(last, text), Layout.LineEndOf(text)));
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;

    private static string MethodFor(INamedTypeSymbol type, ISymbol[] owned, string mark, string indentation, string end)
    {
        StringBuilder method = new();
        method.Append(end).Append(end)
            .Append(indentation).Append('[').Append(mark).Append(']').Append(end)
            .Append(indentation).Append("private static void ").Append(FreeNames.In(type, "UninitializeVnet")).Append("()").Append(end)
            .Append(indentation).Append('{').Append(end);
        foreach (ISymbol member in owned)
        {
            bool isField = member is IFieldSymbol;
            bool canBeNull = TypeOf(member) is { IsValueType: false };
            method.Append(indentation).Append(Layout.StepOf(indentation))
                .Append(isField ? GeneratedNames.Accessor(member.Name) : member.Name)
                .Append(canBeNull ? "?.Dispose();" : ".Dispose();")
                .Append(end);
        }

        return method.Append(indentation).Append('}').ToString();
    }
}
