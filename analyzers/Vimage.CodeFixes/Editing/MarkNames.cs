using Microsoft.CodeAnalysis;

namespace Vimage.CodeFixes.Editing;

internal static class MarkNames
{
    /// <summary>Returns how a mark is written at a place: by its name alone if that is in scope there.</summary>
    internal static string At(SemanticModel model, int position, string mark) => model
        .LookupNamespacesAndTypes(position, name: mark + "Attribute")
        .Any(static type => type.ContainingNamespace is { Name: "Vimage", ContainingNamespace.IsGlobalNamespace: true })
            ? mark
            : $"global::Vimage.{mark}";
}
