using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Graduating;

/// <summary>Chooses the name of a module's state struct.</summary>
internal static class StateStructName
{
    /// <summary>Returns that of the one it has; or a name that its files don't mention, and that it does not inherit.</summary>
    internal static string Of(INamedTypeSymbol type)
    {
        TypeDeclarationSyntax[] parts = [.. type.DeclaringSyntaxReferences.Select(static each => each.GetSyntax()).OfType<TypeDeclarationSyntax>()];
        string? given = parts
            .SelectMany(static part => part.Members.OfType<StructDeclarationSyntax>())
            .FirstOrDefault(StateStructs.IsServed)?.Identifier.ValueText;
        if (given is not null)
        {
            return given;
        }

        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (TypeDeclarationSyntax part in parts)
        {
            taken.UnionWith(part.DescendantTokens().Select(static token => token.ValueText));
        }

        for (INamedTypeSymbol? @base = type.BaseType; @base is not null; @base = @base.BaseType)
        {
            taken.UnionWith(@base.MemberNames);
        }

        return Candidates().First(name => !taken.Contains(name));
    }

    private static IEnumerable<string> Candidates()
    {
        yield return "State";
        yield return "VnetState";
        for (int number = 2; ; number++)
        {
            yield return $"VnetState{number}";
        }
    }
}
