using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Generator.Reading;

/// <summary>A variable's initializer, as an expression that may stand on the right of an assignment.</summary>
internal static class InitializerText
{
    /// <param name="initializer">The initializer, if there is one.</param>
    /// <param name="type">The variable's type.</param>
    /// <returns>The text, or <see langword="null"/> if there is no initializer.</returns>
    internal static string? Of(EqualsValueClauseSyntax? initializer, TypeSyntax type) => initializer?.Value switch
    {
        null => null,

        // { 1, 2, 3 } is no expression; new int[] { 1, 2, 3 } is.
        InitializerExpressionSyntax array => $"new {TokenText.Of(WithoutNullable(type))} {TokenText.Of(array)}",
        { } expression => TokenText.Of(expression),
    };

    /// <summary>
    /// Returns whether an initializer is a literal, perhaps with a sign, and so runs no code unless the variable's type converts it
    /// by some; or is sure to run none.
    /// </summary>
    internal static bool IsLiteral(EqualsValueClauseSyntax? initializer, TypeSyntax type) => initializer?.Value switch
    {
        LiteralExpressionSyntax => true,
        PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } => true,
        DefaultExpressionSyntax => true,
        _ => ConstantInitializer.Is(initializer, type),
    };

    private static TypeSyntax WithoutNullable(TypeSyntax type) =>
        type is NullableTypeSyntax nullable ? nullable.ElementType : type;
}
