using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Renaming;

/// <summary>Decides whether a use of a variable needs the variable itself, and not only its value.</summary>
internal static class AddressNeed
{
    /// <param name="use">The use, with its qualification: <c>x</c> or <c>Type.x</c>.</param>
    /// <param name="type">The variable's type.</param>
    /// <param name="model">To ask what its members are.</param>
    internal static bool Of(ExpressionSyntax use, ITypeSymbol type, SemanticModel model)
    {
        ExpressionSyntax whole = use;
        while (whole.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            whole = (ExpressionSyntax)whole.Parent;
        }

        return whole.Parent switch
        {
            // ref x, out x, in x
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } => true,

            // ref T y = ref x; return ref x;
            RefExpressionSyntax => true,

            // &x
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } => true,

            // x.M
            MemberAccessExpressionSyntax access when access.Expression == whole && IsStructLike(type) => OfMember(access, model),

            // x[i], of a struct with an indexer or an inline array
            ElementAccessExpressionSyntax access when access.Expression == whole && IsStructLike(type) => OfIndexer(access, model),
            _ => false,
        };
    }

    // A field of a struct: needed where the field, or a field of it, is written or its address taken; a member that may change
    // the struct is called on it; or it is itself a receiver for which one of these holds.
    private static bool OfMember(MemberAccessExpressionSyntax access, SemanticModel model)
    {
        ISymbol? member = model.GetSymbolInfo(access).Symbol;
        return member switch
        {
            IFieldSymbol { IsStatic: false } field => IsWritten(access) || Of(access, field.Type, model),
            IMethodSymbol method => MayChange(method),
            IPropertySymbol property => IsWritten(access) ? MayChange(property.SetMethod) : MayChange(property.GetMethod),
            IEventSymbol => true,
            _ => false,
        };
    }

    private static bool OfIndexer(ElementAccessExpressionSyntax access, SemanticModel model) =>
        model.GetSymbolInfo(access).Symbol is IPropertySymbol indexer
            ? IsWritten(access) ? MayChange(indexer.SetMethod) : MayChange(indexer.GetMethod)
            : IsWritten(access);

    // A method may change the struct unless it says it doesn't. The structs of the framework's core don't, said or not; and
    // members of object, called on an enum or through boxing, can't.
    private static bool MayChange(IMethodSymbol? method) =>
        method is { IsStatic: false, IsExtensionMethod: false, IsReadOnly: false }
        && method.ContainingType is { IsReadOnly: false, SpecialType: SpecialType.None } type
        && (type.IsValueType || type.TypeKind == TypeKind.Interface || type.TypeKind == TypeKind.TypeParameter)
        && !type.IsTupleType;

    private static bool IsStructLike(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => !parameter.IsReferenceType,
        _ => type.IsValueType && type.TypeKind is not (TypeKind.Enum or TypeKind.Pointer or TypeKind.FunctionPointer),
    };

    private static bool IsWritten(ExpressionSyntax expression) => expression.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == expression,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } => true,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => true,
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } => assignment.Left == tuple,
        ParenthesizedExpressionSyntax parenthesized => IsWritten(parenthesized),
        _ => false,
    };
}
