using Microsoft.CodeAnalysis;

namespace Vimage.Migration.Scanning;

/// <summary>Decides whether a value of a type can change while a read-only variable holds it.</summary>
internal static class TypeMutability
{
    // Types of the framework that do not change, as far as one can see from outside.
    private static readonly HashSet<string> s_immutable = new(StringComparer.Ordinal)
    {
        "System.Object", "System.String", "System.Type", "System.Uri", "System.Version", "System.Threading.Lock", "System.Delegate",
        "System.Text.Encoding", "System.Text.UTF8Encoding", "System.Text.CompositeFormat", "System.Text.RegularExpressions.Regex",
        "System.Globalization.CultureInfo", "System.StringComparer", "System.TimeZoneInfo", "System.Buffers.SearchValues",
        "System.Reflection.MethodInfo", "System.Reflection.FieldInfo", "System.Reflection.PropertyInfo", "System.Reflection.Assembly",
        "System.Reflection.ConstructorInfo", "System.Collections.Generic.EqualityComparer", "System.Collections.Generic.Comparer",
        "System.Collections.Generic.IEqualityComparer", "System.Collections.Generic.IComparer", "System.IFormatProvider",
        "System.Threading.CancellationToken", "System.ReadOnlyMemory", "System.DBNull", "System.Threading.Tasks.Task",
    };

    internal static bool CanChange(ITypeSymbol type) => CanChange(type, []);

    private static bool CanChange(ITypeSymbol type, HashSet<ITypeSymbol> open)
    {
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate
            || (type.SpecialType != SpecialType.None && type.SpecialType != SpecialType.System_Array && type.IsValueType)
            || s_immutable.Contains(FullName(type)))
        {
            return false;
        }

        if (type is not INamedTypeSymbol named)
        {
            return true;
        }

        if (IsImmutableCollection(named))
        {
            return named.TypeArguments.Any(argument => CanChange(argument, open));
        }

        // One that holds itself is as good as the rest of it.
        return open.Add(named) && HasChangingPart(named, open);
    }

    private static bool HasChangingPart(INamedTypeSymbol type, HashSet<ITypeSymbol> open)
    {
        bool isFromSource = type.Locations.Any(static location => location.IsInSource);
        if (!isFromSource)
        {
            return !type.IsReadOnly && !type.IsTupleType;
        }

        if (type.TypeKind == TypeKind.Interface || (type.TypeKind == TypeKind.Class && !type.IsSealed && !type.IsRecord))
        {
            return true;
        }

        bool isBaseChanging = type.BaseType is { SpecialType: SpecialType.None } parent && CanChange(parent, open);
        return isBaseChanging || type.GetMembers().OfType<IFieldSymbol>()
            .Where(static field => !field.IsStatic)
            .Any(field => (!field.IsReadOnly && !type.IsValueType) || CanChange(field.Type, open));
    }

    private static bool IsImmutableCollection(INamedTypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is "System.Collections.Immutable" or "System.Collections.Frozen";

    private static string FullName(ITypeSymbol type) => type.ContainingNamespace is { } space ? $"{space.ToDisplayString()}.{type.Name}" : type.Name;
}
