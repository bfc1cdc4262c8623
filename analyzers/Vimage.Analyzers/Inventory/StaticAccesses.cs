using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Inventory;

/// <summary>Decides what a use does with a static.</summary>
internal static class StaticAccesses
{
    // How methods begin that change what they are called on, in types whose code is not in sight.
    private static readonly string[] s_changing =
    [
        "Add", "Append", "Clear", "Compute", "Dequeue", "Dispose", "Enqueue", "Except", "GetOrAdd", "Increment", "Insert", "Intersect", "Next",
        "Pop", "Push", "Put", "Read", "Register", "Release", "Remove", "Reset", "Restart", "Reverse", "Seek", "Set", "Sort", "Start", "Stop",
        "Swap", "Symmetric", "Try", "Union", "Update", "Wait", "Write",
    ];

    internal static StaticAccess Of(IOperation use)
    {
        StaticAccess write = StaticAccess.Write;
        IOperation part = use;
        while (true)
        {
            switch (part.Parent)
            {
                case IAssignmentOperation assignment when assignment.Target == part:
                case IIncrementOrDecrementOperation or IAddressOfOperation:
                case IEventAssignmentOperation handlers when handlers.EventReference == part:
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                    return write;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } }:
                    return write;
                case ITupleOperation { Parent: IDeconstructionAssignmentOperation deconstruction } tuple when deconstruction.Target == tuple:
                    return write;
                case IConversionOperation or IParenthesizedOperation:
                    part = part.Parent;
                    break;
                case IInvocationOperation call when call.Instance == part:
                    return IsChanging(call.TargetMethod) ? StaticAccess.WriteContents : StaticAccess.Read;
                case IArrayElementReferenceOperation element when element.ArrayReference == part:
                    write = StaticAccess.WriteContents;
                    part = element;
                    break;
                case IMemberReferenceOperation member when member.Instance == part && part.Type is not null:
                    write = part.Type.IsValueType ? write : StaticAccess.WriteContents;
                    part = member;
                    break;
                case IArgumentOperation or IReturnOperation or IAssignmentOperation or IVariableInitializerOperation
                    or IFieldInitializerOperation or IPropertyInitializerOperation or IArrayInitializerOperation:
                    return part.Type is { } given && TypeMutability.CanChange(given) ? StaticAccess.HandOut : StaticAccess.Read;
                default:
                    return StaticAccess.Read;
            }
        }
    }

    // What a method of the program itself does is not looked into; it may well change its object.
    private static bool IsChanging(IMethodSymbol method) =>
        !method.IsReadOnly
        && method.ContainingType is { SpecialType: SpecialType.None } type
        && (method.Locations.Any(static location => location.IsInSource)
            ? !type.IsReadOnly && !method.IsStatic
            : method.Name != "TryGetValue" && s_changing.Any(start => method.Name.StartsWith(start, StringComparison.Ordinal)));
}
