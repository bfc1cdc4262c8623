using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers;

/// <summary>
/// What a rule wants to know about a type, found out once for the type and not again for each member or use: a type may have
/// thousands of both.
/// </summary>
/// <param name="compute">Looks at the type as it is declared. What it finds outlives the action that asks, so that it is not cancelled.</param>
internal sealed class PerType<T>(Func<INamedTypeSymbol, T> compute)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, T> _known = new(SymbolEqualityComparer.Default);

    internal T Of(INamedTypeSymbol type) => _known.GetOrAdd(type.OriginalDefinition, compute);
}
