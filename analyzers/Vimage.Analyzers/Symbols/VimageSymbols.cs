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
        Vnet = compilation.GetTypeByMetadataName("Vimage.Vnet");
    }

    internal INamedTypeSymbol Virtualized { get; }

    internal INamedTypeSymbol? VnetModule { get; }

    internal INamedTypeSymbol? VnetInit { get; }

    internal INamedTypeSymbol? VnetUninit { get; }

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

    internal bool IsVirtualized(ISymbol symbol) => Find(symbol, Virtualized) is not null;

    /// <summary>Returns whether a method is marked as a hook.</summary>
    internal bool IsHook(ISymbol method) => Find(method, VnetInit) is not null || Find(method, VnetUninit) is not null;

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
                SymbolKind.Field or SymbolKind.Property or SymbolKind.Event => IsVirtualized(member),
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
