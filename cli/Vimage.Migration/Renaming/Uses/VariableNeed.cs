using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>
/// Decides whether a use of a variable needs the variable itself, and not only its value: where the compiler would refuse a value,
/// where it would silently take a copy, and where a callee that is promised a reference would get one to a copy.
/// </summary>
internal static class VariableNeed
{
    /// <param name="use">The use, with its qualification: <c>x</c>, <c>Type.x</c>; or a part of the variable: <c>x.f</c>.</param>
    /// <param name="type">The type of what is used.</param>
    /// <param name="isReadOnly">Whether it can't be written there; members that may change a struct then get a copy anyway.</param>
    /// <param name="model">To ask what is around it.</param>
    internal static bool Of(ExpressionSyntax use, ITypeSymbol type, bool isReadOnly, SemanticModel model)
    {
        ExpressionSyntax whole = WithParentheses(use);
        return whole.Parent switch
        {
            // ref T y = ref x; return ref x; &x; __makeref(x)
            RefExpressionSyntax or MakeRefExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } => true,

            // F(ref x), F(out x), F(in x), and F(x) where the parameter is "in".
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None)
                || IsByReference(ArgumentParameter.Of(argument, model))
                || IsConvertedByReference(whole, type, model),

            MemberAccessExpressionSyntax access when access.Expression == whole && IsStructLike(type) => OfMember(access, isReadOnly, model),
            ElementAccessExpressionSyntax access when access.Expression == whole && IsStructLike(type) => OfElement(access, isReadOnly, model),

            // x?.M(), where x may turn out to be a struct.
            ConditionalAccessExpressionSyntax access when access.Expression == whole =>
                type is ITypeParameterSymbol { IsReferenceType: false },

            // x += y, x++ by an operator that is an instance member; x + y by one with "in" parameters.
            AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax or BinaryExpressionSyntax
                when IsStructLike(type) && model.GetSymbolInfo(whole.Parent).Symbol is IMethodSymbol @operator =>
                !@operator.IsStatic || @operator.Parameters.Any(IsByReference),
            _ => IsConvertedByReference(whole, type, model),
        };
    }

    /// <summary>Returns whether an expression is assigned, incremented or deconstructed into.</summary>
    internal static bool IsWritten(ExpressionSyntax expression)
    {
        ExpressionSyntax whole = WithParentheses(expression);
        return whole.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == whole,
            PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax => whole.Parent.Kind() is SyntaxKind.PostIncrementExpression
                or SyntaxKind.PostDecrementExpression or SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
            ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsWritten(tuple),
            _ => false,
        };
    }

    internal static ExpressionSyntax WithParentheses(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            expression = (ExpressionSyntax)expression.Parent;
        }

        return expression;
    }

    // A field of a struct is a part of the variable, and what holds for the part holds for the whole.
    private static bool OfMember(MemberAccessExpressionSyntax access, bool isReadOnly, SemanticModel model)
    {
        // What the compiler refuses, such as a call with wrong arguments, it still offers as a candidate.
        SymbolInfo info = model.GetSymbolInfo(access);
        return (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) switch
        {
            IFieldSymbol { IsFixedSizeBuffer: true } => true,
            IFieldSymbol { IsStatic: false } field => IsWritten(access) || Of(access, field.Type, isReadOnly || field.IsReadOnly, model),
            IMethodSymbol { ReducedFrom: { } extension } => IsByReference(extension.Parameters[0]),
            { ContainingType: { IsExtension: true } extension } => IsByReference(extension.ExtensionParameter),
            IMethodSymbol method => !isReadOnly && MayChange(method),
            IPropertySymbol property => IsWritten(access) || (!isReadOnly && MayChange(property.GetMethod)),
            IEventSymbol => true,
            _ => false,
        };
    }

    // Without an indexer it is an inline array, whose elements and slices are parts of the variable.
    private static bool OfElement(ElementAccessExpressionSyntax access, bool isReadOnly, SemanticModel model) =>
        model.GetSymbolInfo(access).Symbol is IPropertySymbol indexer
            ? IsWritten(access) || (!isReadOnly && MayChange(indexer.GetMethod))
            : IsWritten(access)
                || model.GetTypeInfo(access).Type is not { } element
                || element.IsRefLikeType
                || Of(access, element, isReadOnly, model);

    // A method may change the struct unless it says it doesn't. Members of object, called on an enum or by boxing, can't, and the
    // simple types don't.
    private static bool MayChange(IMethodSymbol? method) =>
        method is { IsStatic: false, IsReadOnly: false }
        && method.ContainingType is { IsReadOnly: false, IsTupleType: false, SpecialType: SpecialType.None } type
        && (type.IsValueType || type.TypeKind is TypeKind.Interface or TypeKind.TypeParameter);

    private static bool IsByReference(IParameterSymbol? parameter) => parameter is { RefKind: not RefKind.None };

    // An inline array becomes a span of itself; a conversion of the user's may take its operand by reference.
    private static bool IsConvertedByReference(ExpressionSyntax expression, ITypeSymbol type, SemanticModel model)
    {
        if (!IsStructLike(type))
        {
            return false;
        }

        Conversion conversion = model.GetConversion(expression);
        return conversion.IsInlineArray || (conversion.MethodSymbol is { } method && method.Parameters.Any(IsByReference));
    }

    private static bool IsStructLike(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => !parameter.IsReferenceType,
        _ => type.IsValueType && type.TypeKind is not (TypeKind.Enum or TypeKind.Pointer or TypeKind.FunctionPointer),
    };
}
