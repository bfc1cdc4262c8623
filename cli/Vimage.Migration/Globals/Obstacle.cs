using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Globals;

/// <summary>Finds out why a static variable can't be virtualized as it is.</summary>
internal static class Obstacle
{
    /// <summary>Returns what is in the way and what to do, as the end of a sentence; or <see langword="null"/>.</summary>
    internal static string? Of(GlobalVariable global, Codebase codebase) =>
        OfDeclaration(global) ?? OfType(global) ?? codebase.Projects
            .Where(project => project.Files.ContainsKey(global.Key.FilePath))
            .Select(project => OfProject(global, project))
            .FirstOrDefault(static obstacle => obstacle is not null);

    private static string? OfDeclaration(GlobalVariable global) => DeclarationOf(global) switch
    {
        FieldDeclarationSyntax field when Eligibility.IsThreadStatic(field) =>
            "is [ThreadStatic]; decide whether it belongs to a thread or to an instance, and take the attribute off",
        PropertyDeclarationSyntax property when HasBody(property) => "is a property with code of its own; give it a field, and list that",
        _ => null,
    };

    private static bool HasBody(PropertyDeclarationSyntax property) => property.AccessorList is null
        || property.AccessorList.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null);

    private static string? OfType(GlobalVariable global)
    {
        foreach (TypeDeclarationSyntax type in DeclarationOf(global).Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (Eligibility.Has(type, SyntaxKind.FileKeyword))
            {
                return $"is in '{type.Identifier.Text}', a type local to its file; make that internal";
            }

            if (Eligibility.IsVariant(type))
            {
                return $"is in '{type.Identifier.Text}', whose type parameters are variant; move it to another type";
            }
        }

        string accessor = GeneratedNames.Accessor(global.Symbol.Name);
        bool isTaken = global.Symbol.Kind != SymbolKind.Property && !global.IsMarked && global.Symbol.ContainingType.GetMembers(accessor).Length > 0;
        return isTaken ? $"would get the accessor '{accessor}', and its type has a member of that name; rename that" : null;
    }

    private static string? OfProject(GlobalVariable global, CodebaseProject project)
    {
        LanguageVersion needed = global.KeepsItsName ? VimageOptions.MinimumForPartialMembers : VimageOptions.MinimumForFields;
        if (project.Compilation.LanguageVersion < needed)
        {
            return $"needs C# {(int)needed / 100}, and project '{project.Name}' is compiled as C# "
                + $"{project.Compilation.LanguageVersion.ToDisplayString()}; set its LangVersion";
        }

        return project.HasVimage || RuntimeReference.IsPossibleIn(project.Sources)
            ? null
            : $"is in project '{project.Name}', which is built for a framework older than .NET {RuntimeReference.MinimumFramework.Major}; "
                + "build it for a newer one";
    }

    private static MemberDeclarationSyntax DeclarationOf(GlobalVariable global)
    {
        SyntaxNode root = global.Project.Files[global.Key.FilePath].GetRoot();
        return root.FindToken(global.Key.Position).Parent!.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
    }
}
