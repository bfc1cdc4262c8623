using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Flow;

/// <summary>Looks into functions that are handed to somebody who calls them later.</summary>
internal static class Callbacks
{
    /// <summary>
    /// Returns the code of a callback: of a lambda, or of a method that is in the same file. What is elsewhere is not looked at.
    /// </summary>
    internal static IOperation? BodyOf(IOperation callback, SemanticModel model, CancellationToken cancellation)
    {
        IOperation value = callback;
        while (true)
        {
            switch (value)
            {
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case IDelegateCreationOperation creation:
                    value = creation.Target;
                    break;
                case IAnonymousFunctionOperation lambda:
                    return lambda.Body;
                case IMethodReferenceOperation { Method: var method }:
                    return BodyOf(method, model, cancellation);
                default:
                    return null;
            }
        }
    }

    /// <summary>Returns whether code enters a vnet by itself.</summary>
    internal static bool EntersVnet(IOperation? body, VimageSymbols symbols) => body is not null
        && body.DescendantsAndSelf().Any(operation => operation is IInvocationOperation call && VnetScopes.IsSwitch(call, symbols));

    /// <summary>Returns whether code, or a method of the same file that it calls, uses virtualized state or enters a vnet.</summary>
    /// <returns>Both answers.</returns>
    internal static (bool UsesVnet, bool EntersVnet) LookInto(
        IOperation? body, SemanticModel model, VimageSymbols symbols, CancellationToken cancellation)
    {
        bool uses = false;
        bool enters = false;
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Stack<IOperation> bodies = new(body is null ? [] : [body]);
        while (bodies.Count > 0)
        {
            foreach (IOperation operation in bodies.Pop().DescendantsAndSelf())
            {
                uses |= VirtualizedState.VariableOf(operation, symbols) is not null;
                if (operation is IInvocationOperation { TargetMethod: var method } call)
                {
                    enters |= VnetScopes.IsSwitch(call, symbols);
                    if (seen.Add(method.OriginalDefinition) && BodyOf(method, model, cancellation) is { } called)
                    {
                        bodies.Push(called);
                    }
                }
            }
        }

        return (uses, enters);
    }

    private static IOperation? BodyOf(IMethodSymbol method, SemanticModel model, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && declaration.SyntaxTree == model.SyntaxTree
            ? model.GetOperation(declaration.GetSyntax(cancellation), cancellation)
            : null;
}
