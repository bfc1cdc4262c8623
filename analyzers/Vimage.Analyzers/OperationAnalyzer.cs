using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers;

/// <summary>A rule about operations of one kind, wherever the user, and not a tool, writes one.</summary>
/// <remarks>
/// The initializer of a partial property is the user's; but the property counts as generated, because the part that our
/// generator adds says so. Those initializers are therefore looked up here.
/// </remarks>
public abstract class OperationAnalyzer : VimageAnalyzer
{
    private protected sealed override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    private protected static void RegisterOperations(
        CompilationStartAnalysisContext context, OperationKind kind, Action<OperationUse> analyze)
    {
        context.RegisterOperationAction(
            operation => analyze(new OperationUse(
                operation.Operation,
                operation.Operation.SemanticModel!,
                operation.ReportDiagnostic,
                operation.CancellationToken)),
            kind);
        context.RegisterSemanticModelAction(file => AnalyzePartialProperties(file, kind, analyze));
    }

    private static void AnalyzePartialProperties(SemanticModelAnalysisContext file, OperationKind kind, Action<OperationUse> analyze)
    {
        foreach (ExpressionSyntax initializer in InitializersIn(file.SemanticModel.SyntaxTree.GetRoot(file.CancellationToken)))
        {
            if (file.SemanticModel.GetOperation(initializer, file.CancellationToken) is not { } root)
            {
                continue;
            }

            foreach (IOperation operation in root.DescendantsAndSelf())
            {
                if (operation.Kind == kind)
                {
                    analyze(new OperationUse(operation, file.SemanticModel, file.ReportDiagnostic, file.CancellationToken));
                }
            }
        }
    }

    private static IEnumerable<ExpressionSyntax> InitializersIn(SyntaxNode root)
    {
        foreach (SyntaxNode node in root.DescendantNodes(static node =>
            node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is PropertyDeclarationSyntax { Initializer.Value: { } initializer } property
                && Eligibility.Has(property, SyntaxKind.PartialKeyword))
            {
                yield return initializer;
            }
        }
    }
}
