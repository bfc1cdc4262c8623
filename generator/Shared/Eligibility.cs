using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage;

/// <summary>
/// Where a mark can work, by syntax alone. The generator emits nothing for a mark that can't; the analyzers, which share
/// this file, report it.
/// </summary>
internal static class Eligibility
{
    /// <summary>Returns whether a marked declaration is a static variable of the kind its mark serves.</summary>
    /// <param name="member">A marked field, property or event.</param>
    internal static bool IsEligible(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field =>
            Has(field, SyntaxKind.StaticKeyword) && !Has(field, SyntaxKind.ConstKeyword) && !IsThreadStatic(field),
        PropertyDeclarationSyntax property => IsStaticPartial(property) && HasNoBodies(property),
        EventFieldDeclarationSyntax @event => IsStaticPartial(@event),
        _ => false,
    };

    /// <summary>Returns whether the generator can add members to <paramref name="type"/>.</summary>
    internal static bool IsExtensible(TypeDeclarationSyntax type)
    {
        for (TypeDeclarationSyntax? each = type; each is not null; each = each.Parent as TypeDeclarationSyntax)
        {
            if (!Has(each, SyntaxKind.PartialKeyword) || Has(each, SyntaxKind.FileKeyword) || IsVariant(each))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns whether a marked method can be called as a hook: static, void, and taking at most one argument.</summary>
    internal static bool IsHook(MethodDeclarationSyntax method) =>
        Has(method, SyntaxKind.StaticKeyword)
        && method.TypeParameterList is null
        && method.ParameterList.Parameters.Count <= 1
        && method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    /// <summary>Returns whether the mark asks for an accessor by reference.</summary>
    internal static bool IsByRef(AttributeSyntax mark) => mark.ArgumentList is { } list && list.Arguments.Any(
        static argument => argument.NameEquals?.Name.Identifier.ValueText == "ByRef"
            && argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression));

    /// <summary>Returns the value of a string literal that can name a module; otherwise <see langword="null"/>.</summary>
    internal static string? LiteralName(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
        && literal.Token.ValueText.Length > 0
            ? literal.Token.ValueText
            : null;

    /// <summary>Returns the elements of an array or collection in an attribute; of anything else, itself.</summary>
    internal static IEnumerable<ExpressionSyntax> ElementsOf(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } elements } => elements.Expressions,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        CollectionExpressionSyntax collection =>
            collection.Elements.OfType<ExpressionElementSyntax>().Select(static element => element.Expression),
        _ => [expression],
    };

    /// <summary>Returns whether a type has type parameters with variance; no type can be nested in such an interface.</summary>
    internal static bool IsVariant(TypeDeclarationSyntax type) =>
        type.TypeParameterList is { } list && list.Parameters.Any(static parameter => parameter.VarianceKeyword.RawKind != 0);

    internal static bool IsThreadStatic(FieldDeclarationSyntax field) =>
        Marks.Find(field, "ThreadStatic") is not null;

    internal static bool Has(MemberDeclarationSyntax member, SyntaxKind modifier)
    {
        foreach (SyntaxToken token in member.Modifiers)
        {
            if (token.IsKind(modifier))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStaticPartial(MemberDeclarationSyntax member) =>
        Has(member, SyntaxKind.StaticKeyword) && Has(member, SyntaxKind.PartialKeyword);

    private static bool HasNoBodies(PropertyDeclarationSyntax property)
    {
        if (property.AccessorList is null)
        {
            return false;
        }

        foreach (AccessorDeclarationSyntax accessor in property.AccessorList.Accessors)
        {
            if (accessor.Body is not null || accessor.ExpressionBody is not null)
            {
                return false;
            }
        }

        return true;
    }
}
