using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace Vimage.Migration.Globals;

/// <summary>The globals that a migration is about.</summary>
internal sealed class GlobalSet
{
    private readonly Dictionary<GlobalKey, GlobalVariable> _byKey;
    private readonly ILookup<string, GlobalVariable> _byName;
    private readonly HashSet<string> _lastNames;
    private readonly HashSet<string> _types;

    internal GlobalSet(IEnumerable<GlobalVariable> globals)
    {
        _byKey = globals.ToDictionary(static global => global.Key);
        _byName = _byKey.Values.ToLookup(static global => global.Name, StringComparer.Ordinal);
        _lastNames = [.. _byKey.Values.Select(static global => global.Symbol.Name)];
        _types = [.. _byKey.Values.SelectMany(static global => TypesAround(global.Symbol)).Select(GlobalName.Of)];
    }

    internal IReadOnlyCollection<GlobalVariable> All => _byKey.Values;

    internal GlobalVariable this[GlobalKey key] => _byKey[key];

    /// <summary>Returns whether a global has this name, whatever its type.</summary>
    internal bool HasName(string name) => _lastNames.Contains(name);

    /// <summary>Finds the global that a symbol is.</summary>
    /// <remarks>
    /// By place; or by name, because in a branch of <c>#if</c> that is disabled another declaration may take a global's stead.
    /// </remarks>
    internal bool TryGet([NotNullWhen(true)] ISymbol? symbol, [NotNullWhen(true)] out GlobalVariable? global)
    {
        global = null;
        return symbol is IFieldSymbol or IPropertySymbol or IEventSymbol
            && symbol.IsStatic
            && GlobalKey.Of(symbol) is { } key
            && (_byKey.TryGetValue(key, out global)
                || (global = _byName[GlobalName.Of(symbol)].FirstOrDefault()) is not null);
    }

    /// <summary>Returns whether a type has globals, or has a type nested in it that has.</summary>
    internal bool HasType(INamedTypeSymbol? type) => type is not null && _types.Contains(GlobalName.Of(type));

    /// <summary>Returns the types that a symbol is in, the innermost first.</summary>
    internal static IEnumerable<INamedTypeSymbol> TypesAround(ISymbol symbol)
    {
        for (INamedTypeSymbol? type = symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            yield return type;
        }
    }
}
