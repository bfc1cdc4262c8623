using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers;

/// <summary>The types of Vimage, as one compilation sees them.</summary>
internal sealed class VimageSymbols
{
    private VimageSymbols(INamedTypeSymbol virtualized, Compilation compilation)
    {
        Virtualized = virtualized;
        VnetModule = compilation.GetTypeByMetadataName("Vimage.VnetModuleAttribute");
        VnetInit = compilation.GetTypeByMetadataName("Vimage.VnetInitAttribute");
        VnetUninit = compilation.GetTypeByMetadataName("Vimage.VnetUninitAttribute");
        VnetClone = compilation.GetTypeByMetadataName("Vimage.VnetCloneAttribute");
        Vnet = compilation.GetTypeByMetadataName("Vimage.Vnet");
    }

    internal INamedTypeSymbol Virtualized { get; }

    internal INamedTypeSymbol? VnetModule { get; }

    internal INamedTypeSymbol? VnetInit { get; }

    internal INamedTypeSymbol? VnetUninit { get; }

    internal INamedTypeSymbol? VnetClone { get; }

    internal INamedTypeSymbol? Vnet { get; }

    /// <returns>The types, or <see langword="null"/> if the compilation does not reference Vimage.</returns>
    internal static VimageSymbols? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Vimage.VirtualizedAttribute") is { } virtualized
            ? new VimageSymbols(virtualized, compilation)
            : null;

    /// <summary>Finds an attribute on a symbol.</summary>
    internal static AttributeData? Find(ISymbol symbol, INamedTypeSymbol? attribute)
    {
        if (attribute is null)
        {
            return null;
        }

        foreach (AttributeData each in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(each.AttributeClass, attribute))
            {
                return each;
            }
        }

        return null;
    }

    /// <summary>Returns the name by which one of the attributes has to be written; of any other type, nothing.</summary>
    internal string? NameOfMark(INamedTypeSymbol? attribute) => attribute switch
    {
        null => null,
        _ when SymbolEqualityComparer.Default.Equals(attribute, Virtualized) => Marks.Virtualized,
        _ when SymbolEqualityComparer.Default.Equals(attribute, VnetModule) => Marks.VnetModule,
        _ when SymbolEqualityComparer.Default.Equals(attribute, VnetInit) => Marks.VnetInit,
        _ when SymbolEqualityComparer.Default.Equals(attribute, VnetUninit) => Marks.VnetUninit,
        _ when SymbolEqualityComparer.Default.Equals(attribute, VnetClone) => Marks.VnetClone,
        _ => null,
    };

    internal bool IsVirtualized(ISymbol symbol) => Find(symbol, Virtualized) is not null;

    /// <summary>Returns whether a method is marked as a hook.</summary>
    internal bool IsHook(ISymbol method) => HookMarkOf(method) is not null;

    /// <summary>Finds the <c>[VnetInit]</c>, <c>[VnetUninit]</c> or <c>[VnetClone]</c> of a method.</summary>
    internal AttributeData? HookMarkOf(ISymbol method) =>
        Find(method, VnetInit) ?? Find(method, VnetUninit) ?? Find(method, VnetClone);

    /// <summary>Finds all of these on a method.</summary>
    internal IEnumerable<AttributeData> HookMarksOf(ISymbol method) =>
        new[] { Find(method, VnetInit), Find(method, VnetUninit), Find(method, VnetClone) }.OfType<AttributeData>();

    /// <summary>
    /// Returns whether a symbol is declared inside a syntax node. The two parts of a partial member share their attributes.
    /// </summary>
    internal static bool IsWrittenAt(ISymbol symbol, SyntaxNode node) =>
        symbol.Locations[0] is { SourceTree: { } tree } location
        && tree == node.SyntaxTree
        && node.Span.Contains(location.SourceSpan);

    /// <summary>Returns whether the generator would add members to a type, if it could.</summary>
    internal bool IsModule(INamedTypeSymbol type)
    {
        if (Find(type, VnetModule) is not null)
        {
            return true;
        }

        foreach (ISymbol member in type.GetMembers())
        {
            if (member.Kind switch
            {
                SymbolKind.Field or SymbolKind.Property or SymbolKind.Event or SymbolKind.NamedType => IsVirtualized(member),
                SymbolKind.Method => IsHook(member),
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }
}
