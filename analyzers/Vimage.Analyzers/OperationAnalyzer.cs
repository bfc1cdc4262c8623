using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers;

/// <summary>A rule about operations of one kind, wherever the user writes one.</summary>
/// <remarks>
/// Compilers hand the initializer of a partial property to no operation action (measured with Roslyn 5.9): its declaring
/// part has the initializer, and its implementing part is what is analyzed. Those initializers are looked up here.
/// </remarks>
public abstract class OperationAnalyzer : VimageAnalyzer
{
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
