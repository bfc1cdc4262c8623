using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Analyzers.Use;

/// <summary>Finds out, from the syntax around it, what a use of a static variable needs.</summary>
internal static class VariableUses
{
    /// <param name="name">The variable's name, or its accessor's, where it is used.</param>
    /// <param name="type">The variable's type.</param>
    /// <param name="model">The model of the file.</param>
    /// <param name="cancellation">Cancels.</param>
    internal static VariableUse Of(
        ExpressionSyntax name, ITypeSymbol type, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax part = WithQualifier(name);
        while (true)
        {
            ExpressionSyntax whole = WithParentheses(part);
            switch (whole.Parent)
            {
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax:
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression }:
                    return VariableUse.Address;
                case MemberAccessExpressionSyntax access when access.Expression == whole && type.IsReferenceType:
                    return VariableUse.Value;
                case MemberAccessExpressionSyntax access when access.Expression == whole:
                    // What the compiler refuses it still offers as a candidate.
                    SymbolInfo info = model.GetSymbolInfo(access, cancellation);
                    switch (info.Symbol ?? info.CandidateSymbols.FirstOrDefault())
                    {
                        case IFieldSymbol { IsFixedSizeBuffer: true }:
                            return VariableUse.Address;
                        case IFieldSymbol field when type.IsValueType:
                            part = access;
                            type = field.Type;
                            continue;
                        case IMethodSymbol method:
                            return UseBy(method, type, access, cancellation);
                        case IPropertySymbol or IEventSymbol when type.IsValueType:
                            return IsWritten(access) ? VariableUse.Address : VariableUse.Value;
                        default:
                            return VariableUse.Value;
                    }

                case ElementAccessExpressionSyntax element when element.Expression == whole && type is { IsValueType: true }:
                    return IsWritten(element) ? VariableUse.Address : VariableUse.Value;
                default:
                    // A property has a setter: only a part of its value can't be written.
                    return part != WithQualifier(name) && IsWritten(whole) ? VariableUse.Address : VariableUse.Value;
            }
        }
    }

    private static VariableUse UseBy(
        IMethodSymbol method, ITypeSymbol type, MemberAccessExpressionSyntax access, CancellationToken cancellation)
    {
        if (method.ReducedFrom is { } extension)
        {
            return extension.Parameters[0].RefKind == RefKind.Ref ? VariableUse.Address : VariableUse.Value;
        }

        return access.Parent is InvocationExpressionSyntax
            && type is { IsValueType: true, IsReadOnly: false }
            && StructMutation.Mutates(method, cancellation) ? VariableUse.MutatingCall : VariableUse.Value;
    }

    private static bool IsWritten(ExpressionSyntax expression) => expression.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == expression,
        PostfixUnaryExpressionSyntax unary => !unary.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        PrefixUnaryExpressionSyntax unary =>
            unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression),
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax deconstruction } tuple } =>
            deconstruction.Left == tuple,
        _ => false,
    };

    private static ExpressionSyntax WithQualifier(ExpressionSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    private static ExpressionSyntax WithParentheses(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            expression = (ExpressionSyntax)expression.Parent;
        }

        return expression;
    }
}
