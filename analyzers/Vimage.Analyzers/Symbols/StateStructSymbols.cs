using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers;

/// <summary>State structs as symbols: whose variables their fields are.</summary>
internal static class StateStructSymbols
{
    /// <summary>Returns whether a type carries the mark, rightly or not.</summary>
    internal static bool IsMarked(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == Marks.Virtualized + "Attribute")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the type that has the accessor of a variable; for an ordinary instance field, nothing.</summary>
    internal static INamedTypeSymbol? ModuleOf(ISymbol variable) => variable switch
    {
        { IsStatic: true } => variable.ContainingType,
        IFieldSymbol { ContainingType: { TypeKind: TypeKind.Struct, ContainingType: { } module } type } when IsMarked(type) => module,
        _ => null,
    };

    /// <summary>Finds the field of that name in the state structs of a type.</summary>
    internal static IFieldSymbol? FieldOf(INamedTypeSymbol module, string name)
    {
        foreach (INamedTypeSymbol nested in module.GetTypeMembers())
        {
            if (nested.TypeKind == TypeKind.Struct && IsMarked(nested))
            {
                foreach (ISymbol member in nested.GetMembers(name))
                {
                    if (member is IFieldSymbol { IsStatic: false } field)
                    {
                        return field;
                    }
                }
            }
        }

        return null;
    }
}
