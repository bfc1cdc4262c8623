using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>Decides what a use of a global asks of its accessor.</summary>
internal static class UseAnalysis
{
    /// <param name="use">The use, with its qualification.</param>
    /// <param name="symbol">What it is bound to.</param>
    /// <param name="model">The file's model.</param>
    internal static UseNeeds NeedsOf(ExpressionSyntax use, ISymbol symbol, SemanticModel model) => symbol switch
    {
        _ when IsInNameof(use, model) => UseNeeds.NameStays,
        IPropertySymbol property => UseNeeds.NameStays
            | (property.SetMethod is null && IsChangedInConstructor(use, symbol) ? UseNeeds.ConstructorWrite : UseNeeds.None),
        IEventSymbol when IsSubscription(use) => UseNeeds.NameStays,
        IFieldSymbol field => NeedsOf(use, field, model),
        _ => NamingOf(use, model) | (IsPassedByReference(use) ? UseNeeds.Address : UseNeeds.None),
    };

    private static UseNeeds NeedsOf(ExpressionSyntax use, IFieldSymbol field, SemanticModel model)
    {
        UseNeeds needs = NamingOf(use, model);
        bool isWritable = !field.IsReadOnly || IsInConstructorOf(use, field);
        if (VariableNeed.Of(use, field.Type, isReadOnly: !isWritable, model))
        {
            needs |= UseNeeds.Address | (AwaitUse.IsHeld(use) ? UseNeeds.HeldOverAwait : UseNeeds.None);
        }

        if (field.IsReadOnly && isWritable && IsChanged(use, model))
        {
            needs |= UseNeeds.ConstructorWrite;
        }

        if (AwaitUse.WriteOf(use) is not null)
        {
            needs |= UseNeeds.AwaitedWrite;
        }

        if (ExpressionTree.Contains(use, model))
        {
            needs |= UseNeeds.ExpressionTree;
        }

        return needs;
    }

    // An event keeps its name where handlers are added and removed; where it is raised, its delegate is meant.
    private static bool IsSubscription(ExpressionSyntax use) =>
        use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use
        && assignment.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression;

    private static bool IsPassedByReference(ExpressionSyntax use) =>
        use.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax;

    private static bool IsInNameof(ExpressionSyntax use, SemanticModel model) =>
        use.Parent is ArgumentSyntax
        {
            Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } call,
        }
        && model.GetSymbolInfo(call).Symbol is null;

    private static bool IsChangedInConstructor(ExpressionSyntax use, ISymbol symbol) =>
        IsInConstructorOf(use, symbol) && VariableNeed.IsWritten(use);

    private static bool IsInConstructorOf(ExpressionSyntax use, ISymbol symbol) =>
        use.FirstAncestorOrSelf<MemberDeclarationSyntax>() is ConstructorDeclarationSyntax constructor
        && Eligibility.Has(constructor, SyntaxKind.StaticKeyword)
        && constructor.Identifier.ValueText == symbol.ContainingType.Name
        && !use.Ancestors().TakeWhile(node => node != constructor).Any(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    // The variable itself or, of a struct, a part of it.
    private static bool IsChanged(ExpressionSyntax use, SemanticModel model)
    {
        ExpressionSyntax part = use;
        while (true)
        {
            if (VariableNeed.IsWritten(part)
                || part.Parent is ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword })
            {
                return true;
            }

            if (part.Parent is not MemberAccessExpressionSyntax access
                || access.Expression != part
                || model.GetTypeInfo(part).Type is not { IsValueType: true })
            {
                return false;
            }

            part = access;
        }
    }

    private static UseNeeds NamingOf(ExpressionSyntax use, SemanticModel model) => use.Parent switch
    {
        AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } => UseNeeds.NamesMember,
        ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax tuple } when KeepsElementNames(tuple, model) => UseNeeds.NamesElement,
        _ => UseNeeds.None,
    };

    // Only where the tuple's own type is used: elsewhere other names hold, and a name spelled out would be warned about.
    private static bool KeepsElementNames(TupleExpressionSyntax tuple, SemanticModel model)
    {
        if (VariableNeed.IsWritten(tuple))
        {
            return false;
        }

        TypeInfo type = model.GetTypeInfo(tuple);
        return type.Type is not null && SymbolEqualityComparer.IncludeNullability.Equals(type.Type, type.ConvertedType)
            && type.ConvertedType!.ToDisplayString() == type.Type.ToDisplayString();
    }
}
