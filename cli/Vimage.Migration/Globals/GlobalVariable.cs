using Microsoft.CodeAnalysis;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Globals;

/// <summary>A static variable.</summary>
/// <param name="Key">Where it is declared.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Symbol">Its symbol in one of the projects.</param>
/// <param name="Project">That project.</param>
public sealed record GlobalVariable(GlobalKey Key, string Name, ISymbol Symbol, CodebaseProject Project)
{
    /// <summary>Gets a value indicating whether the name stays: of properties and events, the declaration becomes partial.</summary>
    public bool KeepsItsName => Symbol.Kind != SymbolKind.Field;

    /// <summary>Gets a value indicating whether it is marked already.</summary>
    public bool IsMarked => HasMark(Symbol);

    internal static bool HasMark(ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: nameof(VirtualizedAttribute), ContainingNamespace.Name: nameof(Vimage) });
}
