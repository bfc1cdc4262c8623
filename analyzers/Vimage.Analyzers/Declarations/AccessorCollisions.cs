using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers.Declarations;

/// <summary>What has the name already that an accessor would have. Such an accessor is not generated.</summary>
internal static class AccessorCollisions
{
    /// <summary>Returns what in a type is in the way of a member with a name, in words; <see langword="null"/> if nothing is.</summary>
    internal static string? In(INamedTypeSymbol type, string name)
    {
        if (type.Name == name)
        {
            return "that is the name of the type itself";
        }

        if (HasOther(type, name))
        {
            return $"'{type.Name}' has such a member already";
        }

        foreach (ITypeParameterSymbol parameter in type.TypeParameters)
        {
            if (parameter.Name == name)
            {
                return "that is the name of a type parameter";
            }
        }

        return null;
    }

    /// <summary>Returns whether a type has a member of the user's with a name, that code in another type may use if one is given.</summary>
    internal static bool HasOther(INamedTypeSymbol type, string name, Compilation? compilation = null, ISymbol? within = null)
    {
        foreach (ISymbol member in type.GetMembers(name))
        {
            if (!Accessors.IsGenerated(member) && (within is null || compilation!.IsSymbolAccessibleWithin(member, within)))
            {
                return true;
            }
        }

        return false;
    }
}
