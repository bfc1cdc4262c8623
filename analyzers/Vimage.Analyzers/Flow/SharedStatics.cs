using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Flow;

/// <summary>Recognises what is stored in statics that all vnets share.</summary>
internal static class SharedStatics
{
    private static readonly HashSet<string> s_adding =
        ["Add", "TryAdd", "AddOrUpdate", "GetOrAdd", "Enqueue", "Push", "Insert", "AddFirst", "AddLast", "AddRange", "Append"];

    /// <summary>Finds what an operation puts into a static that is not virtualized, or into a collection in one.</summary>
    /// <returns>The static, the values, and the key if there is one; or <see langword="null"/>.</returns>
    internal static (ISymbol Static, IReadOnlyList<IOperation> Values, IOperation? Key)? StoreOf(IOperation operation, VimageSymbols symbols)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } element } assignment
                when StaticOf(element.Instance, symbols) is { } table:
                return (table, [assignment.Value], element.Arguments.FirstOrDefault()?.Value);
            case ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation element } assignment
                when StaticOf(element.ArrayReference, symbols) is { } array:
                return (array, [assignment.Value], null);
            case IFieldInitializerOperation initializer
                when initializer.InitializedFields.FirstOrDefault(field => IsShared(field, symbols)) is { } field:
                return (field, [initializer.Value], null);
            case IPropertyInitializerOperation initializer
                when initializer.InitializedProperties.FirstOrDefault(static property => property.IsStatic) is { } property
                    && !symbols.IsVirtualized(property):
                return (property, [initializer.Value], null);
            case ISimpleAssignmentOperation assignment when StaticOf(assignment.Target, symbols) is { } variable:
                return (variable, [assignment.Value], null);
            case ICoalesceAssignmentOperation assignment when StaticOf(assignment.Target, symbols) is { } variable:
                return (variable, [assignment.Value], null);
            case IInvocationOperation call when s_adding.Contains(call.TargetMethod.Name) && StaticOf(call.Instance, symbols) is { } collection:
                IOperation[] arguments = [.. call.Arguments.Select(static argument => argument.Value)];
                return arguments.Length < 2 || call.TargetMethod.Name == "Insert"
                    ? (collection, arguments, null)
                    : (collection, [.. arguments.Skip(1)], arguments[0]);
            default:
                return null;
        }
    }

    internal static IOperation WithoutConversions(IOperation value)
    {
        while (value is IConversionOperation { Operand: var operand })
        {
            value = operand;
        }

        return value;
    }

    private static bool IsShared(IFieldSymbol field, VimageSymbols symbols) =>
        field.IsStatic && !symbols.IsVirtualized(field) && Accessors.Of(field) is null;

    private static ISymbol? StaticOf(IOperation? target, VimageSymbols symbols) => target is null ? null : WithoutConversions(target) switch
    {
        IFieldReferenceOperation { Field: var field } when IsShared(field, symbols) => field,
        IPropertyReferenceOperation { Property: { IsStatic: true, IsIndexer: false } property } reference
            when VirtualizedState.VariableOf(reference, symbols) is null => property,
        _ => null,
    };
}
