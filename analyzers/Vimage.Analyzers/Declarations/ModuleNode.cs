using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Analyzers.Declarations;

/// <summary>A module, as the rules on dependencies see it.</summary>
/// <param name="Name">Its name: the mark's, or the type's own.</param>
/// <param name="Type">The type.</param>
/// <param name="Mark">Its <c>[VnetModule]</c>, if it has one.</param>
/// <param name="DependsOn">The names of the modules that come first.</param>
internal sealed record ModuleNode(string Name, INamedTypeSymbol Type, AttributeSyntax? Mark, IReadOnlyList<string> DependsOn)
{
    private static readonly SymbolDisplayFormat s_qualified = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    internal Location Location => Mark?.GetLocation() ?? Type.Locations[0];

    /// <returns>The module, or <see langword="null"/> if the type is none.</returns>
    internal static ModuleNode? Of(INamedTypeSymbol type, VimageSymbols symbols, CancellationToken cancellation)
    {
        if (VimageSymbols.Find(type, symbols.VnetModule) is not { } data)
        {
            return symbols.IsModule(type) ? new ModuleNode(NameOf(type), type, null, []) : null;
        }

        AttributeSyntax? mark = data.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        string? name = data.ConstructorArguments.FirstOrDefault().Value as string;
        List<string> dependsOn = [];
        foreach (KeyValuePair<string, TypedConstant> argument in data.NamedArguments)
        {
            if (argument.Key == "DependsOn" && argument.Value is { Kind: TypedConstantKind.Array, IsNull: false } names)
            {
                dependsOn.AddRange(names.Values.Select(static each => each.Value).OfType<string>());
            }
        }

        return new ModuleNode(string.IsNullOrEmpty(name) ? NameOf(type) : name!, type, mark, dependsOn);
    }

    /// <summary>Finds where a dependency is written.</summary>
    internal Location LocationOf(string dependency)
    {
        foreach (AttributeArgumentSyntax argument in Mark?.ArgumentList?.Arguments ?? default)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText == "DependsOn")
            {
                foreach (ExpressionSyntax name in Eligibility.ElementsOf(argument.Expression))
                {
                    if (Eligibility.LiteralName(name) == dependency)
                    {
                        return name.GetLocation();
                    }
                }
            }
        }

        return Location;
    }

    // As the generator names a module that has no mark: A.B.Outer`1.Inner.
    private static string NameOf(INamedTypeSymbol type)
    {
        string name = type.MetadataName;
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{outer.MetadataName}.{name}";
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } @namespace
            ? $"{@namespace.ToDisplayString(s_qualified)}.{name}"
            : name;
    }
}
