using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers.Inventory;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Scanning.Uses;

/// <summary>Decides what a use does with a static.</summary>
internal static class AccessAnalysis
{
    // How methods of types from elsewhere begin that change what they are called on.
    private static readonly string[] s_changing =
    [
        "Add", "Append", "Clear", "Compute", "Dequeue", "Dispose", "Enqueue", "Except", "GetOrAdd", "Increment", "Insert", "Intersect", "Next",
        "Pop", "Push", "Put", "Read", "Register", "Release", "Remove", "Reset", "Restart", "Reverse", "Seek", "Set", "Sort", "Start", "Stop",
        "Swap", "Symmetric", "Try", "Union", "Update", "Wait", "Write",
    ];

    /// <param name="use">The use, with its qualification.</param>
    /// <param name="type">The static's type.</param>
    /// <param name="canContentsChange">Whether what it holds can change.</param>
    /// <param name="model">The file's model.</param>
    internal static Access Of(ExpressionSyntax use, ITypeSymbol type, bool canContentsChange, SemanticModel model)
    {
        ExpressionSyntax part = VariableNeed.WithParentheses(use);
        if (IsInNameof(part))
        {
            return Access.Name;
        }

        if (IsWritten(part))
        {
            return Access.Write;
        }

        bool isPartOfVariable = type.IsValueType;
        while (Outer(part) is { } outer)
        {
            if (outer.Parent is InvocationExpressionSyntax call && call.Expression == outer)
            {
                return canContentsChange && IsChanging(call, model) ? WriteOf(isPartOfVariable) : Access.Read;
            }

            part = VariableNeed.WithParentheses(outer);
            if (IsWritten(part))
            {
                return WriteOf(isPartOfVariable);
            }

            isPartOfVariable &= model.GetTypeInfo(part).Type is { IsValueType: true };
        }

        return part.Parent switch
        {
            LockStatementSyntax => Access.Lock,
            _ when canContentsChange && IsHandedOut(part) && model.GetTypeInfo(part).Type is { } given && TypeMutability.CanChange(given) => Access.HandOut,
            _ => Access.Read,
        };
    }

    private static Access WriteOf(bool isPartOfVariable) => isPartOfVariable ? Access.Write : Access.WriteContents;

    private static ExpressionSyntax? Outer(ExpressionSyntax part) => part.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == part => access,
        ElementAccessExpressionSyntax access when access.Expression == part => access,
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax call } access when access.Expression == part => call.Expression,
        _ => null,
    };

    private static bool IsWritten(ExpressionSyntax part) => VariableNeed.IsWritten(part) || part.Parent switch
    {
        ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword,
        RefExpressionSyntax or MakeRefExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } => true,
        _ => false,
    };

    // What a method of the program itself does is not looked into; it may well change its object.
    private static bool IsChanging(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol { IsReadOnly: false } method || method.ContainingType.SpecialType != SpecialType.None)
        {
            return false;
        }

        IMethodSymbol called = method.ReducedFrom ?? method;
        return called.Locations.Any(static location => location.IsInSource)
            ? !called.ContainingType.IsReadOnly
            : Array.Exists(s_changing, start => called.Name.StartsWith(start, StringComparison.Ordinal) && called.Name != "TryGetValue");
    }

    private static bool IsHandedOut(ExpressionSyntax part) => part.Parent
        is ArgumentSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax
        or ConditionalExpressionSyntax or InitializerExpressionSyntax or LambdaExpressionSyntax or YieldStatementSyntax;

    private static bool IsInNameof(ExpressionSyntax part) => part.Parent is ArgumentSyntax
    {
        Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } },
    };
}
