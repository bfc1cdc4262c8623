using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Flow;

/// <summary>Looks through locals that are set once, where they are declared.</summary>
internal static class LocalValues
{
    /// <summary>Returns what a local holds; of what is no such local, itself.</summary>
    internal static IOperation Of(IOperation value)
    {
        IOperation held = SharedStatics.WithoutConversions(value);

        // A local that is declared by way of itself is an error, and no reason to go on for ever.
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        while (held is ILocalReferenceOperation { Local: var local } && seen.Add(local) && InitializerOf(local, held) is { } initializer)
        {
            held = SharedStatics.WithoutConversions(initializer);
        }

        return held;
    }

    /// <summary>Returns the operations that a value is made of, locals looked through.</summary>
    internal static IEnumerable<IOperation> PartsOf(IOperation value) =>
        value.DescendantsAndSelf().Select(static part => (Part: part, Held: Of(part)))
            .SelectMany(static each => each.Part == each.Held || each.Part is not ILocalReferenceOperation
                ? [each.Part]
                : each.Held.DescendantsAndSelf());

    private static IOperation? InitializerOf(ILocalSymbol local, IOperation use)
    {
        IOperation? initializer = null;
        foreach (IOperation operation in VnetScopes.RootOf(use).Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    initializer = declarator.GetVariableInitializer()?.Value;
                    break;
                case ILocalReferenceOperation reference when SymbolEqualityComparer.Default.Equals(reference.Local, local) && IsSet(reference):
                    return null;
            }
        }

        return initializer;
    }

    private static bool IsSet(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        ITupleOperation => true,
        _ => false,
    };
}
