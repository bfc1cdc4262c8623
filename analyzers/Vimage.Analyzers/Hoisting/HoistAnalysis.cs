using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Vimage.Analyzers.Flow;

namespace Vimage.Analyzers.Hoisting;

/// <summary>
/// Finds where one lookup of a module's state, by <c>INIT_VNET_x(curvnet)</c>, can serve several uses. The rule and its fix share
/// it.
/// </summary>
internal static class HoistAnalysis
{
    /// <summary>Finds the candidates in the body of a method, constructor, operator or accessor.</summary>
    /// <param name="body">The body.</param>
    /// <param name="root">The same as an operation, or one that it is in.</param>
    /// <param name="model">The file's model.</param>
    /// <param name="symbols">The types of Vimage.</param>
    /// <param name="hooks">The names of modules' hooks.</param>
    /// <param name="threshold">How many uses are still not worth it, outside loops.</param>
    internal static IEnumerable<HoistCandidate> In(
        BlockSyntax body, IOperation root, SemanticModel model, VimageSymbols symbols, PerType<string[]> hooks, int threshold)
    {
        if (!CanHoldView(body))
        {
            return [];
        }

        List<(INamedTypeSymbol Module, IPropertyReferenceOperation Reference)> uses = [];
        foreach (IOperation operation in DirectlyIn(root))
        {
            if (operation is IInvocationOperation call && VnetScopes.IsSwitch(call, symbols))
            {
                // A view would stay with the vnet before.
                return [];
            }

            if (operation is IPropertyReferenceOperation { Property.ContainingType: { } module } reference
                && VirtualizedState.VariableOf(reference, symbols) is not null)
            {
                uses.Add((module, reference));
            }
        }

        return uses
            .GroupBy(static use => use.Module, (IEqualityComparer<INamedTypeSymbol>)SymbolEqualityComparer.Default)
            .Select(group => CandidateOf(group.Key, [.. group.Select(static use => use.Reference)], body, model, hooks, threshold))
            .OfType<HoistCandidate>();
    }

    /// <summary>Returns the names of the <c>INIT_VNET_x</c> methods of a module.</summary>
    internal static string[] HookNamesOf(INamedTypeSymbol module) =>
    [
        .. module.GetMembers().OfType<IMethodSymbol>()
            .Where(static method => method.IsStatic
                && method.Name.StartsWith(GeneratedNames.HookPrefix, StringComparison.Ordinal)
                && Accessors.IsGenerated(method))
            .Select(static method => method.Name)
            .Distinct(),
    ];

    private static HoistCandidate? CandidateOf(
        INamedTypeSymbol module,
        List<IPropertyReferenceOperation> uses,
        BlockSyntax body,
        SemanticModel model,
        PerType<string[]> hooks,
        int threshold)
    {
        // While its name is still being typed, a type has an empty one, and nothing to call a view.
        bool isRepeated = uses.Exists(IsRepeated);
        if (module.Name.Length == 0 || (!isRepeated && uses.Count <= threshold))
        {
            return null;
        }

        // What is in sight in the body is so at the member; there, the model need not look into the body.
        int position = body.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.SpanStart;
        if (HookOf(module, hooks, model, position) is not { } hook
            || model.LookupSymbols(position, name: GeneratedNames.CurrentVnet).IsEmpty
            || !uses.TrueForAll(use => Serves(hook.ReturnType, use, model, position)))
        {
            return null;
        }

        ExpressionSyntax[] expressions = [.. uses.Select(static use => (ExpressionSyntax)use.Syntax).OrderBy(static use => use.SpanStart)];
        return body.Statements.FirstOrDefault(statement => statement.Span.Contains(expressions[0].Span)) is { } before
            ? new HoistCandidate(module, hook, expressions, isRepeated, before)
            : null;
    }

    // A view is a ref struct: it can't live across await or yield. And a jump could pass by its declaration.
    private static bool CanHoldView(BlockSyntax body)
    {
        if (body.Parent is not (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax)
            || body.Parent is MethodDeclarationSyntax method && Eligibility.Has(method, SyntaxKind.AsyncKeyword))
        {
            return false;
        }

        foreach (SyntaxNode node in body.DescendantNodes())
        {
            if (node is YieldStatementSyntax or LabeledStatementSyntax)
            {
                return false;
            }
        }

        return true;
    }

    // Lambdas and local functions can't use a view of the method around them.
    private static IEnumerable<IOperation> DirectlyIn(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation)
            {
                continue;
            }

            yield return child;
            foreach (IOperation inner in DirectlyIn(child))
            {
                yield return inner;
            }
        }
    }

    private static bool IsRepeated(IOperation use)
    {
        for (IOperation operation = use; operation.Parent is { } parent; operation = parent)
        {
            bool isOnce = parent switch
            {
                IForEachLoopOperation loop => loop.Collection == operation,
                IForLoopOperation loop => loop.Before.Contains(operation),
                ILoopOperation => false,
                _ => true,
            };
            if (!isOnce)
            {
                return true;
            }
        }

        return false;
    }

    // The private one serves all of the module's variables; it is generic, so that it is preferred where it is in sight.
    private static IMethodSymbol? HookOf(INamedTypeSymbol module, PerType<string[]> hooks, SemanticModel model, int position) =>
        hooks.Of(module)
            .SelectMany(name => module.GetMembers(name).OfType<IMethodSymbol>())
            .Where(method => method.IsStatic && Accessors.IsGenerated(method) && model.IsAccessible(position, method))
            .OrderByDescending(static method => method.Arity)
            .FirstOrDefault();

    private static bool Serves(ITypeSymbol view, IPropertyReferenceOperation use, SemanticModel model, int position) =>
        view.GetMembers(use.Property.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } member
        && model.IsAccessible(position, member)
        && (member.ReturnsByRef || use.Property.SetMethod is null || member.SetMethod is not null);
}
