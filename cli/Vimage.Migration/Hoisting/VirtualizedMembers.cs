using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Hoisting;

/// <summary>Recognises what the generator has made of marked variables.</summary>
internal static class VirtualizedMembers
{
    /// <summary>Returns the name that a view has for the variable that a symbol accesses; nothing, if it accesses none.</summary>
    internal static string? ViewNameOf(ISymbol? symbol) => symbol switch
    {
        IPropertySymbol { IsStatic: true, IsPartialDefinition: true } property when IsMarked(property) => property.Name,
        IPropertySymbol { IsStatic: true } accessor when IsGenerated(accessor) && accessor.Name.StartsWith(GeneratedNames.AccessorPrefix, StringComparison.Ordinal) =>
            accessor.Name,
        _ => null,
    };

    /// <summary>Returns the name of the method that looks up the state of a module; nothing, if that is not known.</summary>
    internal static string? HookOf(INamedTypeSymbol module) => module.GetMembers().OfType<IMethodSymbol>()
        .Where(static method => method.Name.StartsWith(GeneratedNames.HookPrefix, StringComparison.Ordinal) && IsGenerated(method))
        .Select(static method => method.Name)
        .FirstOrDefault();

    internal static bool IsMarked(ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: nameof(VirtualizedAttribute), ContainingNamespace.Name: nameof(Vimage) });

    /// <summary>Returns whether code makes another vnet the current one.</summary>
    internal static bool SwitchesVnet(SyntaxNode body) => body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call =>
        call.Expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText == GeneratedNames.EnterVnet,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText is "Enter" or "EnterSync",
            _ => false,
        });

    private static bool IsGenerated(ISymbol symbol) => symbol.Locations.Any(static location =>
        location.SourceTree?.FilePath.Contains(OwnGenerator.PathPart, StringComparison.Ordinal) == true);
}
