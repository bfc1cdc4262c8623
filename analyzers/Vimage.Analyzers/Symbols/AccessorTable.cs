using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers;

/// <summary>The accessors of raw statics, each looked up once for a compilation.</summary>
internal sealed class AccessorTable
{
    private readonly ConcurrentDictionary<IFieldSymbol, IPropertySymbol?> _accessors = new(SymbolEqualityComparer.Default);

    /// <returns>The accessor <c>V_x</c>, or <see langword="null"/> if the field is an ordinary one, or itself generated.</returns>
    internal IPropertySymbol? Of(IFieldSymbol field) => field.IsStatic && !field.IsConst
        ? _accessors.GetOrAdd(field.OriginalDefinition, static field => Accessors.IsGenerated(field) ? null : Accessors.Of(field))
        : null;
}
