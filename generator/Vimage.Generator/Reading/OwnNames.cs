using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Generator.Model;

namespace Vimage.Generator.Reading;

/// <summary>Finds the names in a declaration that generated members might have.</summary>
/// <remarks>
/// What would collide is not generated: an error in a generated file would keep the compiler from running the rule that says at the
/// mark what is the matter (VIM0005, VIM0017).
/// </remarks>
internal static class OwnNames
{
    internal static EquatableArray<string> In(TypeDeclarationSyntax type)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (SyntaxToken name in type.Members.SelectMany(NamesOf))
        {
            Add(names, name);
        }

        foreach (TypeParameterSyntax parameter in type.TypeParameterList?.Parameters ?? default)
        {
            Add(names, parameter.Identifier);
        }

        Add(names, type.Identifier);
        return names.ToEquatableArray();
    }

    private static void Add(SortedSet<string> names, SyntaxToken name)
    {
        string text = name.ValueText;
        if (text.StartsWith(GeneratedNames.AccessorPrefix, StringComparison.Ordinal)
            || text.StartsWith(GeneratedNames.HookPrefix, StringComparison.Ordinal)
            || text is GeneratedNames.View or GeneratedNames.PrivateView)
        {
            names.Add(text);
        }
    }

    private static IEnumerable<SyntaxToken> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        // An overload with other parameters is in nobody's way.
        MethodDeclarationSyntax method when !IsHook(method) && IsNamedAsHook(method) => [],
        MethodDeclarationSyntax method => [method.Identifier],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(static variable => variable.Identifier),
        PropertyDeclarationSyntax property when Marks.Find(property, Marks.Virtualized) is null => [property.Identifier],
        EventDeclarationSyntax @event => [@event.Identifier],

        // A view may have a part of the user's.
        BaseTypeDeclarationSyntax nested when !Eligibility.Has(nested, SyntaxKind.PartialKeyword) => [nested.Identifier],
        DelegateDeclarationSyntax nested => [nested.Identifier],
        _ => [],
    };

    private static bool IsNamedAsHook(MethodDeclarationSyntax method) =>
        method.Identifier.ValueText.StartsWith(GeneratedNames.HookPrefix, StringComparison.Ordinal);

    private static bool IsHook(MethodDeclarationSyntax method) =>
        method is { TypeParameterList: null, ParameterList.Parameters: { Count: 1 } parameters }
        && parameters[0].Type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.ObjectKeyword } or NullableTypeSyntax;
}
