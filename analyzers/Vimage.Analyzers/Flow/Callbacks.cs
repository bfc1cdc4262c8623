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
                case IMethodReferenceOperation { Method.DeclaringSyntaxReferences: var declarations }
                    when declarations.FirstOrDefault() is { } declaration && declaration.SyntaxTree == model.SyntaxTree:
                    return model.GetOperation(declaration.GetSyntax(cancellation), cancellation);
                default:
                    return null;
            }
        }
    }

    /// <summary>Returns whether code enters a vnet by itself.</summary>
    internal static bool EntersVnet(IOperation? body, VimageSymbols symbols) => body is not null
        && body.DescendantsAndSelf().Any(operation => operation is IInvocationOperation call && VnetScopes.IsSwitch(call, symbols));

    /// <summary>Returns whether code uses virtualized state.</summary>
    internal static bool UsesVnet(IOperation? body, VimageSymbols symbols) => body is not null
        && body.DescendantsAndSelf().Any(operation => VirtualizedState.VariableOf(operation, symbols) is not null);
}
