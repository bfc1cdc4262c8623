using Microsoft.CodeAnalysis;

namespace Vimage.Migration.Globals;

/// <summary>How static variables are named in lists: <c>Namespace.Outer.Type.field</c>, generic types with their parameters.</summary>
internal static class GlobalName
{
    private static readonly SymbolDisplayFormat s_format = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    internal static string Of(ISymbol symbol) => symbol.OriginalDefinition.ToDisplayString(s_format);

    /// <summary>Returns whether <paramref name="name"/>, which may leave out outer parts, means the variable.</summary>
    internal static bool Matches(string fullName, string name) =>
        fullName == name || fullName.EndsWith("." + name, StringComparison.Ordinal);
}
