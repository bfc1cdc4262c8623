using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers;

/// <summary>Finds uses of virtualized state, and writes.</summary>
internal static class VirtualizedState
{
    /// <summary>Finds the places in some code where a virtualized variable, or what it holds, is written.</summary>
    internal static IEnumerable<(IOperation Reference, ISymbol Variable)> WritesIn(IOperation code, VimageSymbols symbols)
    {
        foreach (IOperation operation in code.Descendants())
        {
            // What a lambda does is done when it is called.
            if (VariableOf(operation, symbols) is { } variable && IsWritten(operation) && !IsInLambda(operation, code))
            {
                yield return (operation, variable);
            }
        }
    }

    /// <summary>Returns the virtualized variable that an operation refers to, if it does.</summary>
    internal static ISymbol? VariableOf(IOperation operation, VimageSymbols symbols) => operation switch
    {
        IPropertyReferenceOperation { Property: { IsStatic: true } property } =>
            Accessors.VariableOf(property) ?? (symbols.IsVirtualized(property) ? property : null),
        IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false } field } => symbols.IsVirtualized(field) ? field : null,
        IEventReferenceOperation { Event: { IsStatic: true } @event } => symbols.IsVirtualized(@event) ? @event : null,
        _ => null,
    };

    private static bool IsWritten(IOperation reference)
    {
        IOperation part = reference;
        while (true)
        {
            switch (part.Parent)
            {
                case IAssignmentOperation assignment:
                    return assignment.Target == part;
                case IIncrementOrDecrementOperation or IEventAssignmentOperation:
                    return part.Parent is not IEventAssignmentOperation { HandlerValue: var handler } || handler != part;
                case IArgumentOperation argument:
                    return argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out;
                case IInvocationOperation call:
                    return call.Instance == part && call.Parent is IExpressionStatementOperation;
                case IArrayElementReferenceOperation element when element.ArrayReference == part:
                case IMemberReferenceOperation member when member.Instance == part:
                case IConversionOperation or ITupleOperation or IParenthesizedOperation:
                    part = part.Parent;
                    break;
                default:
                    return false;
            }
        }
    }

    private static bool IsInLambda(IOperation operation, IOperation code)
    {
        for (IOperation? around = operation.Parent; around is not null && around != code; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
