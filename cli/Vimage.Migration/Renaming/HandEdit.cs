using Microsoft.CodeAnalysis;

namespace Vimage.Migration.Renaming;

/// <summary>A place that has to be edited by hand, and why.</summary>
/// <param name="FilePath">The full path.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Reason">What is there, and what to do.</param>
public sealed record HandEdit(string FilePath, int Line, string Reason)
{
    internal static HandEdit At(SyntaxToken name, string reason) => At(name, name.GetLocation().GetLineSpan(), reason);

    /// <summary>At the place that a <c>#line</c> directive says generated code is made of.</summary>
    internal static HandEdit AtMapped(SyntaxToken name, string reason) => At(name, name.GetLocation().GetMappedLineSpan(), reason);

    private static HandEdit At(SyntaxToken name, FileLinePositionSpan place, string reason) =>
        new(place.Path, place.StartLinePosition.Line + 1, $"'{name.ValueText}' {reason}.");
}
