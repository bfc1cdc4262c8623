using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Declarations;

/// <summary>Moves the statements of a static constructor that write virtualized state to a <c>[VnetInit]</c> method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0011StaticConstructorWritesCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.StaticConstructorWrites, "Move to a [VnetInit] method");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.StaticConstructorWrites);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not { } constructor
            || VimageSymbols.Find(model.Compilation) is not { } symbols
            || model.GetOperation(constructor, cancellation) is not { } operation
            || model.GetDeclaredSymbol(constructor, cancellation) is not { ContainingType: { } type })
        {
            return;
        }

        HashSet<StatementSyntax> moved = [];
        foreach ((IOperation reference, ISymbol variable) in VirtualizedState.WritesIn(operation, symbols))
        {
            if (variable is IFieldSymbol { IsReadOnly: true })
            {
                // Only a static constructor can write it.
                return;
            }

            if (StatementOf(reference.Syntax, constructor) is { } statement)
            {
                moved.Add(statement);
            }
        }

        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        string hook = $"[{MarkNames.At(model, constructor.SpanStart, Marks.VnetInit)}]{Layout.LineEndOf(text)}"
            + $"{Layout.IndentationOf(constructor, text)}private static void {FreeNames.In(type, "InitializeVnet")}()";
        if (moved.Count == (constructor.Body?.Statements.Count ?? 0))
        {
            // All of it: the constructor becomes the method.
            edits.Replace(
                model.SyntaxTree,
                TextSpan.FromBounds(constructor.Modifiers[0].SpanStart, constructor.ParameterList.Span.End),
                hook);
        }
        else if (!SharesLocals(constructor.Body!, moved, model, cancellation))
        {
            Move(edits, constructor, moved, hook, text);
        }
    }

    private static void Move(
        TextEdits edits, ConstructorDeclarationSyntax constructor, HashSet<StatementSyntax> moved, string hook, SourceText text)
    {
        string end = Layout.LineEndOf(text);
        string indentation = Layout.IndentationOf(constructor, text);
        StringBuilder method = new();
        method.Append(end).Append(end).Append(indentation).Append(hook).Append(end).Append(indentation).Append('{').Append(end);
        foreach (StatementSyntax statement in constructor.Body!.Statements.Where(moved.Contains))
        {
            bool isOnLinesOfItsOwn = statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
            method.Append(isOnLinesOfItsOwn
                ? statement.ToFullString()
                : indentation + Layout.StepOf(indentation) + statement + end);
            edits.Remove(statement.SyntaxTree, isOnLinesOfItsOwn ? statement.FullSpan : statement.Span);
        }

        method.Append(indentation).Append('}');
        edits.Insert(constructor.SyntaxTree, constructor.Span.End, method.ToString());
    }

    private static StatementSyntax? StatementOf(SyntaxNode node, ConstructorDeclarationSyntax constructor) =>
        node.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(each => each.Parent == constructor.Body);

    private static bool SharesLocals(
        BlockSyntax body, HashSet<StatementSyntax> moved, SemanticModel model, CancellationToken cancellation)
    {
        Dictionary<ISymbol, bool> sides = new(SymbolEqualityComparer.Default);
        foreach (StatementSyntax statement in body.Statements)
        {
            bool isMoved = moved.Contains(statement);
            foreach (SyntaxNode node in statement.DescendantNodesAndSelf())
            {
                ISymbol? local = node is IdentifierNameSyntax name
                    ? model.GetSymbolInfo(name, cancellation).Symbol
                    : model.GetDeclaredSymbol(node, cancellation);
                if (local is not (ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction } or ILabelSymbol))
                {
                    continue;
                }

                if (sides.TryGetValue(local, out bool side) && side != isMoved)
                {
                    return true;
                }

                sides[local] = isMoved;
            }
        }

        return false;
    }
}
