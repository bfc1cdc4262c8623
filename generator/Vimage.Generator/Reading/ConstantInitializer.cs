using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Generator.Reading;

/// <summary>
/// Tells by syntax alone that an initializer is a constant: it runs no code and does not throw, so that nobody can tell when it
/// runs, nor how often.
/// </summary>
/// <remarks>
/// A type that is a name may convert a literal by code of the user's, and so may a cast to one; only types with a keyword have all
/// their conversions built in. Of operators only those are taken that the language has for these operands: for others there may be
/// an extension of the user's.
/// </remarks>
internal static class ConstantInitializer
{
    internal static bool Is(EqualsValueClauseSyntax? initializer, TypeSyntax type) => Bare(initializer?.Value) switch
    {
        null => false,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } => true,
        DefaultExpressionSyntax of => SyntaxFactory.AreEquivalent(of.Type, type),

        // Of an array, a pointer or X? it is the null that these have built in, whatever X is.
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => type is not NameSyntax,
        { } value => HasKeyword(type) && (IsText(value) || IsNumber(value) || IsOther(value)),
    };

    // What suppresses a warning is nothing to the value.
    private static ExpressionSyntax? Bare(ExpressionSyntax? expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Bare(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Bare(inner.Operand),
        _ => expression,
    };

    private static bool HasKeyword(TypeSyntax type) =>
        type is PredefinedTypeSyntax or NullableTypeSyntax { ElementType: PredefinedTypeSyntax };

    private static bool IsText(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsText(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => IsText(sum.Left) && IsText(sum.Right),
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } => true,
        _ => false,
    };

    private static bool IsNumber(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsNumber(inner.Expression),
        LiteralExpressionSyntax { Token.Value: float or double } => true,
        CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.FloatKeyword or (int)SyntaxKind.DoubleKeyword } } cast =>
            IsNumber(cast.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryPlusExpression or (int)SyntaxKind.UnaryMinusExpression } sign =>
            IsNumber(sign.Operand),
        BinaryExpressionSyntax operation when IsArithmetic(operation) => IsNumber(operation.Left) && IsNumber(operation.Right),
        _ => IsInteger(expression),
    };

    private static bool IsInteger(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsInteger(inner.Expression),
        CheckedExpressionSyntax inner => IsInteger(inner.Expression),
        LiteralExpressionSyntax { Token.Value: int or uint or long or char } => true,
        CastExpressionSyntax { Type: PredefinedTypeSyntax type } cast => IsSmallInteger(type) && IsNumber(cast.Expression),
        PrefixUnaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.UnaryPlusExpression or (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.BitwiseNotExpression,
        } sign => IsInteger(sign.Operand),
        BinaryExpressionSyntax shift when IsShift(shift) =>
            IsInteger(shift.Left) && shift.Right is LiteralExpressionSyntax { Token.Value: int },
        BinaryExpressionSyntax operation when IsArithmetic(operation) || IsBitwise(operation) =>
            IsInteger(operation.Left) && IsInteger(operation.Right),
        _ => false,
    };

    // What no operators are looked through for.
    private static bool IsOther(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: bool or decimal or ulong } => true,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: LiteralExpressionSyntax { Token.Value: bool } } => true,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax { Token.Value: decimal } } => true,
        CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.ULongKeyword or (int)SyntaxKind.DecimalKeyword } } cast =>
            IsNumber(cast.Expression),
        _ => false,
    };

    private static bool IsSmallInteger(PredefinedTypeSyntax type) => type.Keyword.Kind() is SyntaxKind.ByteKeyword
        or SyntaxKind.SByteKeyword
        or SyntaxKind.ShortKeyword
        or SyntaxKind.UShortKeyword
        or SyntaxKind.IntKeyword
        or SyntaxKind.UIntKeyword
        or SyntaxKind.LongKeyword
        or SyntaxKind.CharKeyword;

    private static bool IsArithmetic(BinaryExpressionSyntax operation) => operation.Kind() is SyntaxKind.AddExpression
        or SyntaxKind.SubtractExpression
        or SyntaxKind.MultiplyExpression
        or SyntaxKind.DivideExpression
        or SyntaxKind.ModuloExpression;

    private static bool IsBitwise(BinaryExpressionSyntax operation) => operation.Kind() is SyntaxKind.BitwiseAndExpression
        or SyntaxKind.BitwiseOrExpression
        or SyntaxKind.ExclusiveOrExpression;

    private static bool IsShift(BinaryExpressionSyntax operation) => operation.Kind() is SyntaxKind.LeftShiftExpression
        or SyntaxKind.RightShiftExpression
        or SyntaxKind.UnsignedRightShiftExpression;
}
