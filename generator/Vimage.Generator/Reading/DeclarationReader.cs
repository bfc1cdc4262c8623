using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Generator.Model;

namespace Vimage.Generator.Reading;

/// <summary>Reads what is around a type declaration.</summary>
internal static class DeclarationReader
{
    internal static EquatableArray<NamespaceScope> ReadScopes(TypeDeclarationSyntax type)
    {
        Stack<NamespaceScope> scopes = [];
        foreach (SyntaxNode around in type.Ancestors())
        {
            switch (around)
            {
                case BaseNamespaceDeclarationSyntax @namespace:
                    scopes.Push(new NamespaceScope(
                        TokenText.Of(@namespace.Name), ReadDirectives(@namespace.Externs, @namespace.Usings)));
                    break;
                case CompilationUnitSyntax unit:
                    scopes.Push(new NamespaceScope("", ReadDirectives(unit.Externs, unit.Usings)));
                    break;
            }
        }

        return scopes.ToEquatableArray();
    }

    internal static TypePath ReadPath(TypeDeclarationSyntax type)
    {
        Stack<TypeHeader> types = [];
        Stack<string> namespaces = [];
        foreach (SyntaxNode each in type.AncestorsAndSelf())
        {
            switch (each)
            {
                case TypeDeclarationSyntax declaration:
                    types.Push(ReadHeader(declaration));
                    break;
                case BaseNamespaceDeclarationSyntax @namespace:
                    namespaces.Push(TokenText.Of(@namespace.Name));
                    break;
            }
        }

        return new TypePath(string.Join(".", namespaces), types.ToEquatableArray());
    }

    internal static bool IsInside(TypeDeclarationSyntax type, SyntaxKind modifier) =>
        type.AncestorsAndSelf().Any(each => each is TypeDeclarationSyntax around && Eligibility.Has(around, modifier));

    /// <summary>Returns whether neither the type nor one around it is private or protected.</summary>
    internal static bool IsVisibleInAssembly(TypeDeclarationSyntax type)
    {
        for (TypeDeclarationSyntax each = type; each.Parent is TypeDeclarationSyntax outer; each = outer)
        {
            if (!Eligibility.Has(each, SyntaxKind.PublicKeyword)
                && !Eligibility.Has(each, SyntaxKind.InternalKeyword)
                && outer is not InterfaceDeclarationSyntax)
            {
                return false;
            }
        }

        return true;
    }

    private static TypeHeader ReadHeader(TypeDeclarationSyntax type)
    {
        string keyword = type is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not 0 } record
            ? $"{record.Keyword.Text} {record.ClassOrStructKeyword.Text}"
            : type.Keyword.Text;
        if (type.TypeParameterList is not { Parameters: { Count: > 0 } parameters })
        {
            return new TypeHeader(keyword, type.Identifier.Text, "", 0);
        }

        IEnumerable<string> names = parameters.Select(static parameter => parameter.Identifier.Text);
        return new TypeHeader(keyword, type.Identifier.Text, $"<{string.Join(", ", names)}>", parameters.Count);
    }

    private static EquatableArray<string> ReadDirectives(
        SyntaxList<ExternAliasDirectiveSyntax> externs, SyntaxList<UsingDirectiveSyntax> usings) => externs
            .Select(static directive => TokenText.Of(directive))
            .Concat(usings
                .Where(static directive => directive.GlobalKeyword.IsKind(SyntaxKind.None))
                .Select(static directive => TokenText.Of(directive)))
            .ToEquatableArray();
}
