using Microsoft.CodeAnalysis;

namespace Vimage.Migration.Renaming;

/// <summary>A place that has to be edited by hand, and why.</summary>
/// <param name="FilePath">The full path.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Reason">What is there, and what to do.</param>
public sealed record HandEdit(string FilePath, int Line, string Reason)
{
    internal static HandEdit At(SyntaxToken name, string reason)
    {
        FileLinePositionSpan place = name.GetLocation().GetLineSpan();
        return new HandEdit(place.Path, place.StartLinePosition.Line + 1, $"'{name.ValueText}' {reason}.");
    }
}
