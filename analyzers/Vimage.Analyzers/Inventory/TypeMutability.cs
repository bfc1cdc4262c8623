using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers.Inventory;

/// <summary>Decides whether a value of a type can change while a read-only variable holds it.</summary>
internal static class TypeMutability
{
    // Types of the framework that do not change, as far as one can see from outside. A lock is not state.
    private static readonly HashSet<string> s_immutable =
    [
        "System.Object", "System.String", "System.Type", "System.Uri", "System.Version", "System.DBNull", "System.Delegate",
        "System.StringComparer", "System.TimeZoneInfo", "System.TimeProvider", "System.IFormatProvider", "System.ReadOnlyMemory",
        "System.Buffers.SearchValues", "System.Text.Encoding", "System.Text.UTF8Encoding", "System.Text.CompositeFormat",
        "System.Text.RegularExpressions.Regex", "System.Globalization.CultureInfo", "System.Threading.Lock",
        "System.Threading.CancellationToken", "System.Threading.Tasks.Task", "System.Reflection.Assembly", "System.Reflection.MethodInfo",
        "System.Reflection.FieldInfo", "System.Reflection.PropertyInfo", "System.Reflection.ConstructorInfo",
        "System.Collections.Generic.EqualityComparer", "System.Collections.Generic.Comparer",
        "System.Collections.Generic.IEqualityComparer", "System.Collections.Generic.IComparer",
    ];

    internal static bool CanChange(ITypeSymbol type) => CanChange(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    private static bool CanChange(ITypeSymbol type, HashSet<ITypeSymbol> open)
    {
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate or TypeKind.Error
            || (type.SpecialType != SpecialType.None && type.IsValueType)
            || type is not INamedTypeSymbol named)
        {
            return type is IArrayTypeSymbol or ITypeParameterSymbol or IDynamicTypeSymbol;
        }

        string space = type.ContainingNamespace?.ToDisplayString() ?? "";
        if (s_immutable.Contains($"{space}.{type.Name}"))
        {
            return false;
        }

        return space is "System.Collections.Immutable" or "System.Collections.Frozen" || type.IsTupleType
            ? named.TypeArguments.Any(argument => CanChange(argument, open))
            : open.Add(named) && HasChangingPart(named, open); // One that holds itself is as good as the rest of it.
    }

    private static bool HasChangingPart(INamedTypeSymbol type, HashSet<ITypeSymbol> open)
    {
        if (!type.Locations.Any(static location => location.IsInSource))
        {
            return !type.IsReadOnly;
        }

        // What implements or derives from it may be anything.
        if (type.TypeKind == TypeKind.Interface || (type.TypeKind == TypeKind.Class && !type.IsSealed && !type.IsRecord))
        {
            return true;
        }

        return type.BaseType is { SpecialType: SpecialType.None } parent && CanChange(parent, open)
            || type.GetMembers().OfType<IFieldSymbol>().Any(field =>
                !field.IsStatic && ((!field.IsReadOnly && !type.IsValueType) || CanChange(field.Type, open)));
    }
}
