using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Graduating;

/// <summary>
/// Recognises functions that are only kept where they are mentioned, such as in a table. One that is handed to a method counts as
/// called, and so does one that is handed to a constructor that calls anything.
/// </summary>
internal sealed class DeferredCode(SemanticModel model, CancellationToken cancellation)
{
    /// <summary>Returns whether a node is a lambda, or the name of a method, that is kept and not called.</summary>
    internal bool IsDeferred(SyntaxNode node) => node switch
    {
        AnonymousFunctionExpressionSyntax => IsKept(node),
        SimpleNameSyntax name => IsKept(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name),
        _ => false,
    };

    private bool IsKept(SyntaxNode function)
    {
        switch (function.Parent)
        {
            case ParenthesizedExpressionSyntax or CastExpressionSyntax:
                return IsKept(function.Parent);
            case InvocationExpressionSyntax:
                return false;
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax creation } }:
                return model.GetTypeInfo(creation, cancellation).Type?.TypeKind == TypeKind.Delegate
                    ? IsKept(creation)
                    : !CallsAnything(model.GetSymbolInfo(creation, cancellation).Symbol);
            case ArgumentSyntax:
                return false;
            default:
                return true;
        }
    }

    private bool CallsAnything(ISymbol? constructor) => constructor?.DeclaringSyntaxReferences.Any(part =>
        part.GetSyntax(cancellation).DescendantNodes().Any(static node => node is InvocationExpressionSyntax)) == true;
}
