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
    internal static bool IsEligible(MemberDeclarationSyntax member) => ObstacleOf(member) == MarkObstacle.None;

    /// <summary>Returns what keeps a mark on <paramref name="member"/> from working.</summary>
    internal static MarkObstacle ObstacleOf(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => ObstacleOf(field),
        PropertyDeclarationSyntax property => ObstacleOf(property),
        EventFieldDeclarationSyntax @event => ObstacleOfPartial(@event),
        EventDeclarationSyntax => MarkObstacle.HasBody,
        _ => MarkObstacle.NotAVariable,
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

    /// <summary>Returns whether a type is of a kind that is declared in parts; an extension block, say, is not.</summary>
    internal static bool CanBePartial(TypeDeclarationSyntax type) => type.Kind() is SyntaxKind.ClassDeclaration
        or SyntaxKind.StructDeclaration
        or SyntaxKind.InterfaceDeclaration
        or SyntaxKind.RecordDeclaration
        or SyntaxKind.RecordStructDeclaration;

    /// <summary>Returns whether a marked method can be called as a hook: static, void, and taking at most one argument.</summary>
    internal static bool IsHook(MethodDeclarationSyntax method) =>
        Has(method, SyntaxKind.StaticKeyword)
        && !Has(method, SyntaxKind.AbstractKeyword)
        && !Has(method, SyntaxKind.VirtualKeyword)
        && method.TypeParameterList is null
        && method.ParameterList.Parameters.Count <= 1
        && method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    /// <summary>Returns whether the mark asks for an accessor by reference.</summary>
    internal static bool IsByRef(AttributeSyntax mark) => mark.ArgumentList is { } list && list.Arguments.Any(
        static argument => argument.NameEquals?.Name.Identifier.ValueText == "ByRef"
            && argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression));

    /// <summary>Returns the name that the mark gives the variable; otherwise <see langword="null"/>.</summary>
    internal static string? VariableName(AttributeSyntax mark) => mark.ArgumentList?.Arguments
        .Where(static argument => argument.NameEquals?.Name.Identifier.ValueText == "Name")
        .Select(static argument => LiteralName(argument.Expression))
        .FirstOrDefault();

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

    /// <summary>Returns whether a field is one of a state struct's variables.</summary>
    internal static bool IsInStateStruct(MemberDeclarationSyntax member) =>
        member.Parent is TypeDeclarationSyntax type && StateStructs.IsMarked(type);

    private static MarkObstacle ObstacleOf(FieldDeclarationSyntax field) =>
        Has(field, SyntaxKind.ConstKeyword) ? MarkObstacle.Constant
        : IsInStateStruct(field) ? StateStructs.ObstacleOf(field)
        : ObstacleOfStatic(field);

    private static MarkObstacle ObstacleOfStatic(FieldDeclarationSyntax field) =>
        !Has(field, SyntaxKind.StaticKeyword) ? MarkObstacle.NotStatic
        : IsThreadStatic(field) ? MarkObstacle.ThreadStatic
        : MarkObstacle.None;

    private static MarkObstacle ObstacleOf(PropertyDeclarationSyntax property)
    {
        if (property.AccessorList is not { Accessors: var accessors } || accessors.Any(HasBody))
        {
            return MarkObstacle.HasBody;
        }

        return ObstacleOfPartial(property) is not MarkObstacle.None and var obstacle ? obstacle
            : !accessors.Any(SyntaxKind.GetAccessorDeclaration) ? MarkObstacle.NoGetter
            : MarkObstacle.None;
    }

    private static MarkObstacle ObstacleOfPartial(MemberDeclarationSyntax member) =>
        !Has(member, SyntaxKind.StaticKeyword) ? MarkObstacle.NotStatic
        : Has(member, SyntaxKind.ExternKeyword)
            || Has(member, SyntaxKind.AbstractKeyword)
            || Has(member, SyntaxKind.VirtualKeyword) ? MarkObstacle.NotOwn
        : !Has(member, SyntaxKind.PartialKeyword) ? MarkObstacle.NotPartial
        : MarkObstacle.None;

    private static bool HasBody(AccessorDeclarationSyntax accessor) =>
        accessor.Body is not null || accessor.ExpressionBody is not null;
}
