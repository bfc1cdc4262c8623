using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Flow;

/// <summary>Makes a lambda run in the vnet that is current where it is written.</summary>
internal static class CaptureEdits
{
    internal const string Key = "Capture";
    internal const string Title = "Capture the vnet";

    /// <summary>Adds the edits; none if the lambda is <c>async</c>, or not inside a block, or the hooks are not there.</summary>
    internal static void Add(
        TextEdits edits, AnonymousFunctionExpressionSyntax lambda, SemanticModel model, SourceText text, CancellationToken cancellation)
    {
        if (lambda.AsyncKeyword.RawKind != 0
            || lambda.Ancestors().OfType<StatementSyntax>().FirstOrDefault() is not { Parent: BlockSyntax } statement
            || model.LookupSymbols(lambda.SpanStart, name: GeneratedNames.CurrentVnet).IsEmpty
            || model.GetSymbolInfo(lambda, cancellation).Symbol is not IMethodSymbol method)
        {
            return;
        }

        string vnet = FreeNames.OfLocal(edits, lambda, "vnet");
        string enter = $"using var {FreeNames.OfLocal(edits, lambda, "scope")} = {GeneratedNames.EnterVnet}({vnet});";
        string end = Layout.LineEndOf(text);
        string indentation = Layout.IndentationOf(statement, text);
        edits.Insert(lambda.SyntaxTree, statement.SpanStart, $"var {vnet} = {GeneratedNames.CurrentVnet};{end}{indentation}");
        foreach (SyntaxToken modifier in lambda.Modifiers.Where(static token => token.IsKind(SyntaxKind.StaticKeyword)))
        {
            edits.Remove(lambda.SyntaxTree, TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart));
        }

        if (lambda.Body is BlockSyntax block)
        {
            bool isOnOneLine = !block.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
            string inner = Layout.IndentationOf(block, text) + Layout.StepOf(indentation);
            edits.Insert(lambda.SyntaxTree, block.OpenBraceToken.Span.End, isOnOneLine ? $" {enter}" : $"{end}{inner}{enter}");
        }
        else
        {
            edits.Insert(lambda.SyntaxTree, lambda.Body.SpanStart, $"{{ {enter} {(method.ReturnsVoid ? "" : "return ")}");
            edits.Insert(lambda.SyntaxTree, lambda.Body.Span.End, "; }");
        }
    }
}
