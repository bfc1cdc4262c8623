using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Analyzers.Use;

/// <summary>Whether a method of a struct changes the struct it is called on.</summary>
internal static class StructMutation
{
    // What compiled code does is not seen; by convention these do nothing.
    private static readonly HashSet<string> s_harmless = ["ToString", "Equals", "GetHashCode", "CompareTo", "GetEnumerator"];

    /// <returns>Of a method in source, by its text; of a compiled one, unless it says or tradition says that it does not.</returns>
    internal static bool Mutates(IMethodSymbol method, CancellationToken cancellation) =>
        Mutates(method.OriginalDefinition, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default), cancellation);

    private static bool Mutates(IMethodSymbol method, HashSet<IMethodSymbol> seen, CancellationToken cancellation)
    {
        if (method.IsStatic || method.IsReadOnly || method.ContainingType is not { IsValueType: true, IsReadOnly: false } type)
        {
            return false;
        }

        if (method.DeclaringSyntaxReferences.IsEmpty)
        {
            return !method.IsImplicitlyDeclared
                && method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation
                && !s_harmless.Contains(method.Name);
        }

        if (!seen.Add(method))
        {
            return false;
        }

        foreach (SyntaxReference part in method.DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode node in part.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is ExpressionSyntax expression
                    && (IsChanged(expression) ? IsState(expression, type) : CallsMutator(expression, type, seen, cancellation)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsChanged(ExpressionSyntax expression) => expression.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == expression,
        PostfixUnaryExpressionSyntax unary => !unary.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PreIncrementExpression
            or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
        ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword
            || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax deconstruction } tuple
            && deconstruction.Left == tuple,
        RefExpressionSyntax => true,
        _ => false,
    };

    // f, f.g, this.f, this: something that is stored in the struct itself, rather than in an object that it refers to.
    private static bool IsState(ExpressionSyntax expression, INamedTypeSymbol type)
    {
        while (true)
        {
            switch (expression)
            {
                case ThisExpressionSyntax:
                    return true;
                case IdentifierNameSyntax name:
                    return IsStored(name.Identifier.ValueText, type);
                case MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member:
                    return IsStored(member.Name.Identifier.ValueText, type);
                case MemberAccessExpressionSyntax member:
                    expression = member.Expression;
                    if (expression is IdentifierNameSyntax field && RefersToObject(field.Identifier.ValueText, type))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private static bool IsStored(string name, INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers(name))
        {
            if (member is { IsStatic: false, Kind: SymbolKind.Field or SymbolKind.Property or SymbolKind.Event })
            {
                return true;
            }
        }

        return false;
    }

    private static bool RefersToObject(string name, INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers(name))
        {
            if (member is IFieldSymbol { Type.IsValueType: false } or IPropertySymbol { Type.IsValueType: false })
            {
                return true;
            }
        }

        return false;
    }

    private static bool CallsMutator(
        ExpressionSyntax expression, INamedTypeSymbol type, HashSet<IMethodSymbol> seen, CancellationToken cancellation)
    {
        if (expression is not InvocationExpressionSyntax invocation)
        {
            return false;
        }

        switch (invocation.Expression)
        {
            case SimpleNameSyntax own:
                return AnyMutates(type, own.Identifier.ValueText, seen, cancellation);
            case MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own:
                return AnyMutates(type, own.Name.Identifier.ValueText, seen, cancellation);
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax field } call:
                foreach (ISymbol member in type.GetMembers(field.Identifier.ValueText))
                {
                    if (member is IFieldSymbol { IsStatic: false, IsReadOnly: false, Type: INamedTypeSymbol { IsValueType: true } inner }
                        && AnyMutates(inner, call.Name.Identifier.ValueText, seen, cancellation))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    private static bool AnyMutates(
        INamedTypeSymbol type, string method, HashSet<IMethodSymbol> seen, CancellationToken cancellation)
    {
        foreach (ISymbol member in type.GetMembers(method))
        {
            if (member is IMethodSymbol called && Mutates(called.OriginalDefinition, seen, cancellation))
            {
                return true;
            }
        }

        return false;
    }
}
