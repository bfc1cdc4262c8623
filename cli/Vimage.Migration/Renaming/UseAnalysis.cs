using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Renaming;

/// <summary>Decides what a use of a global asks of its accessor.</summary>
internal static class UseAnalysis
{
    /// <param name="use">The use, with its qualification.</param>
    /// <param name="symbol">What it is bound to.</param>
    /// <param name="model">The file's model.</param>
    internal static UseNeeds NeedsOf(ExpressionSyntax use, ISymbol symbol, SemanticModel model)
    {
        if (symbol is IPropertySymbol || IsInNameof(use, model) || (symbol is IEventSymbol && IsSubscription(use)))
        {
            return UseNeeds.NameStays;
        }

        UseNeeds needs = NamingOf(use, model);
        if (symbol is IFieldSymbol field && AddressNeed.Of(use, field.Type, model))
        {
            needs |= UseNeeds.Address;
        }

        if (AwaitedWrite.Of(use) is not null)
        {
            needs |= UseNeeds.ByValueForAwait;
        }

        if (IsInExpressionTree(use, model))
        {
            needs |= UseNeeds.ByValueForTree;
        }

        return needs;
    }

    // An event keeps its name where handlers are added and removed; where it is raised, its delegate is meant.
    private static bool IsSubscription(ExpressionSyntax use) =>
        use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use
        && assignment.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression;

    private static bool IsInNameof(ExpressionSyntax use, SemanticModel model) =>
        use.Parent is ArgumentSyntax
        {
            Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } call,
        }
        && model.GetSymbolInfo(call).Symbol is null;

    private static UseNeeds NamingOf(ExpressionSyntax use, SemanticModel model) => use.Parent switch
    {
        AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } => UseNeeds.NamesMember,
        ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax tuple } when KeepsElementNames(tuple, model) => UseNeeds.NamesElement,
        _ => UseNeeds.None,
    };

    // Only where the tuple's own type is used: elsewhere other names hold, and a name spelled out would be warned about.
    private static bool KeepsElementNames(TupleExpressionSyntax tuple, SemanticModel model)
    {
        if (tuple.Parent is AssignmentExpressionSyntax assignment && assignment.Left == tuple)
        {
            return false;
        }

        TypeInfo type = model.GetTypeInfo(tuple);
        return type.Type is not null && SymbolEqualityComparer.Default.Equals(type.Type, type.ConvertedType)
            && type.ConvertedType!.ToDisplayString() == type.Type.ToDisplayString();
    }

    private static bool IsInExpressionTree(ExpressionSyntax use, SemanticModel model) => use
        .Ancestors()
        .TakeWhile(static node => node is not MemberDeclarationSyntax)
        .OfType<LambdaExpressionSyntax>()
        .Any(lambda => model.GetTypeInfo(lambda).ConvertedType
            is INamedTypeSymbol { Name: "Expression", Arity: 1, ContainingNamespace.Name: "Expressions" });
}
