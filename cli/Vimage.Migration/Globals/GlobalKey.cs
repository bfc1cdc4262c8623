using Microsoft.CodeAnalysis;

namespace Vimage.Migration.Globals;

/// <summary>
/// A static variable by where it is declared. A file that several projects share, or that one project compiles for several
/// frameworks, declares a different symbol in each; the place is the same.
/// </summary>
/// <param name="FilePath">The full path.</param>
/// <param name="Position">The position of the name.</param>
public readonly record struct GlobalKey(string FilePath, int Position)
{
    /// <summary>Returns the key of a symbol, or <see langword="null"/> if it is not declared in source.</summary>
    /// <param name="symbol">A field, property or event; any construction of it.</param>
    /// <returns>The key.</returns>
    public static GlobalKey? Of(ISymbol symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        Location? location = symbol.OriginalDefinition.Locations.FirstOrDefault(static each => each.IsInSource);
        return location is null ? null : new GlobalKey(location.SourceTree!.FilePath, location.SourceSpan.Start);
    }
}
