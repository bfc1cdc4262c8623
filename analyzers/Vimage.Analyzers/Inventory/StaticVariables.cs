using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Analyzers.Inventory;

/// <summary>Recognises static variables: fields, properties with storage, events without accessors.</summary>
internal static class StaticVariables
{
    /// <summary>Returns whether people have declared a symbol as a static variable.</summary>
    internal static bool IsVariable(ISymbol symbol) => symbol is { IsStatic: true, IsImplicitlyDeclared: false } && symbol switch
    {
        IFieldSymbol field => !field.IsConst && field.AssociatedSymbol is null,
        IPropertySymbol property => HasStorage(property),
        IEventSymbol @event => @event.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax,
        _ => false,
    };

    internal static ITypeSymbol TypeOf(ISymbol variable) => variable switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => ((IEventSymbol)variable).Type,
    };

    internal static StaticMutability MutabilityOf(ISymbol variable)
    {
        bool isReadOnly = variable is IFieldSymbol { IsReadOnly: true }
            || (variable is IPropertySymbol { SetMethod: null } property && !HasHandWrittenGetter(property));
        return !isReadOnly ? StaticMutability.Variable
            : TypeMutability.CanChange(TypeOf(variable)) ? StaticMutability.Contents
            : StaticMutability.Immutable;
    }

    // An auto-property, or one whose accessors use 'field'.
    private static bool HasStorage(IPropertySymbol property)
    {
        // The compiler's own name for it; to look through all members would take long in a type of thousands.
        ImmutableArray<ISymbol> candidates = property.ExplicitInterfaceImplementations.IsEmpty
            ? property.ContainingType.GetMembers($"<{property.Name}>k__BackingField")
            : property.ContainingType.GetMembers();
        foreach (ISymbol member in candidates)
        {
            if (member is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property))
            {
                return true;
            }
        }

        return false;
    }

    // static int X => field ??= F(); has no setter, and is written all the same.
    private static bool HasHandWrittenGetter(IPropertySymbol property) => property.DeclaringSyntaxReferences.Any(static part =>
        part.GetSyntax() is PropertyDeclarationSyntax declaration
        && (declaration.ExpressionBody is not null
            || declaration.AccessorList!.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null)));
}
