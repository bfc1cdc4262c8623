using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Hoisting;

/// <summary>Finds the bodies of a project in which looking a module's state up once pays.</summary>
/// <remarks>
/// A look-up stands as late as it can, before the first statement with a use and outside of loops, so that a module is hardly ever
/// initialized where it was not.
/// </remarks>
internal sealed class HoistFinder(CodebaseProject project, int jobs)
{
    private const string AnyName = "vnet";

    internal IReadOnlyList<HoistPlan> Find(CancellationToken cancellation)
    {
        IdentifierScanner scanner = new(NamesIn(project));
        ParallelQuery<SyntaxTree> files = project.Files.Values.AsParallel().AsOrdered().WithDegreeOfParallelism(jobs).WithCancellation(cancellation);
        return [.. files.SelectMany(tree => Find(tree, scanner.Find(tree.GetText(cancellation)), cancellation))];
    }

    // What marked variables of the project itself and of the projects that it uses are accessed by.
    private static IEnumerable<string> NamesIn(CodebaseProject project) => project.Dependencies
        .Append(project)
        .SelectMany(static each => Globals.StaticVariables.TypesIn(each.Compilation.Assembly.GlobalNamespace))
        .SelectMany(static type => type.GetMembers())
        .Where(VirtualizedMembers.IsMarked)
        .Select(static member => member is IFieldSymbol ? GeneratedNames.Accessor(member.Name) : member.Name);

    private List<HoistPlan> Find(SyntaxTree tree, List<int> positions, CancellationToken cancellation)
    {
        List<HoistPlan> plans = [];
        if (positions.Count == 0)
        {
            return plans;
        }

        SemanticModel model = project.Compilation.GetSemanticModel(tree);
        SyntaxNode root = tree.GetRoot(cancellation);
        IEnumerable<(VirtualizedUse Use, BlockSyntax Body)> uses = positions
            .Select(position => root.FindToken(position).Parent)
            .OfType<SimpleNameSyntax>()
            .Distinct()
            .Select(name => UseOf(name, model, cancellation))
            .OfType<VirtualizedUse>()
            .Select(static use => (Use: use, Body: BodyOf(use.Expression)))
            .Where(static each => each.Body is not null)!;
        Dictionary<SyntaxNode, HashSet<string>> taken = [];
        foreach (var body in uses.GroupBy(static each => each.Body))
        {
            if (!CanHaveViews(body.Key))
            {
                continue;
            }

            foreach (var module in body.Select(static each => each.Use).GroupBy(static use => use.Module, SymbolEqualityComparer.IncludeNullability))
            {
                if (HoistRule.Pays([.. module]) && Plan([.. module], body.Key, model, taken) is { } plan)
                {
                    plans.Add(plan);
                }
            }
        }

        return plans;
    }

    private static VirtualizedUse? UseOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        ISymbol? symbol = model.GetSymbolInfo(name, cancellation).Symbol;
        if (VirtualizedMembers.ViewNameOf(symbol) is not { } member || IsInNameof(name))
        {
            return null;
        }

        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return new VirtualizedUse(whole, symbol!.ContainingType, member, IsInLoop(whole));
    }

    // The block that is run as one piece: of a member, or of a lambda or local function in it.
    private static BlockSyntax? BodyOf(SyntaxNode use)
    {
        SyntaxNode? owner = use.FirstAncestorOrSelf<SyntaxNode>(static node => IsOwner(node));
        return owner switch
        {
            ConstructorDeclarationSyntax constructor when constructor.Modifiers.Any(SyntaxKind.StaticKeyword) => null,
            BaseMethodDeclarationSyntax { Body: { } body } when body.Span.Contains(use.Span) => body,
            AccessorDeclarationSyntax { Body: { } body } => body,
            LocalFunctionStatementSyntax { Body: { } body } when body.Span.Contains(use.Span) => body,
            AnonymousFunctionExpressionSyntax { Block: { } body } => body,
            _ => null,
        };
    }

    private static bool IsOwner(SyntaxNode node) =>
        node is MemberDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;

    // A view lives on the stack, so that nothing may be awaited or yielded while there is one.
    private static bool CanHaveViews(BlockSyntax body) =>
        !VirtualizedMembers.SwitchesVnet(body)
        && !body.DescendantNodes(static node => !IsOwner(node)).Any(static node =>
            node is YieldStatementSyntax or AwaitExpressionSyntax
            || (node is CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 })
            || (node is UsingStatementSyntax { AwaitKeyword.RawKind: not 0 })
            || (node is LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 }));

    private static bool IsInLoop(ExpressionSyntax use) => use.Ancestors()
        .TakeWhile(static node => !IsOwner(node))
        .Any(node => node switch
        {
            ForStatementSyntax loop => !(loop.Declaration?.Span.Contains(use.Span) ?? false)
                && !loop.Initializers.Any(each => each.Span.Contains(use.Span)),
            CommonForEachStatementSyntax loop => !loop.Expression.Span.Contains(use.Span),
            WhileStatementSyntax or DoStatementSyntax => true,
            _ => false,
        });

    private static HoistPlan? Plan(List<VirtualizedUse> uses, BlockSyntax body, SemanticModel model, Dictionary<SyntaxNode, HashSet<string>> taken)
    {
        INamedTypeSymbol module = uses[0].Module;
        if (VirtualizedMembers.HookOf(module.OriginalDefinition) is not { } hook)
        {
            return null;
        }

        StatementSyntax before = PlaceFor(uses, body);

        // Where the module's own members are at hand without its name, so is the hook.
        string qualifier = model.LookupSymbols(before.SpanStart, name: hook).Any(found =>
            SymbolEqualityComparer.Default.Equals(found.ContainingType.OriginalDefinition, module.OriginalDefinition))
            ? ""
            : module.ToMinimalDisplayString(model, before.SpanStart) + ".";
        SyntaxNode member = body.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        if (!taken.TryGetValue(member, out HashSet<string>? names))
        {
            names = [.. member.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText)];
            taken.Add(member, names);
        }

        return new HoistPlan(before, LocalName(hook, names), $"{qualifier}{hook}({GeneratedNames.CurrentVnet})", uses);
    }

    // A jump may lead past any place but the first.
    private static StatementSyntax PlaceFor(List<VirtualizedUse> uses, BlockSyntax body)
    {
        bool hasJumps = body.DescendantNodes(static node => !IsOwner(node)).Any(static node => node.IsKind(SyntaxKind.GotoStatement));
        return hasJumps
            ? body.Statements[0]
            : BlockAround(uses).Statements.First(statement => uses.Exists(use => statement.Span.Contains(use.Expression.Span)));
    }

    // The innermost that has them all and is in no loop itself.
    private static BlockSyntax BlockAround(List<VirtualizedUse> uses)
    {
        BlockSyntax common = uses
            .Select(static use => use.Expression.Ancestors().OfType<BlockSyntax>())
            .Aggregate(static (common, other) => common.Intersect(other).ToArray())
            .First();
        SyntaxNode? loop = common.Ancestors().TakeWhile(static node => !IsOwner(node)).LastOrDefault(static node =>
            node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
        return loop is null ? common : loop.Ancestors().OfType<BlockSyntax>().First();
    }

    // INIT_VNET_INET gives inet, as long as nothing else in the member is called that.
    private static string LocalName(string hook, HashSet<string> taken)
    {
        string name = string.Concat(hook.Skip(GeneratedNames.HookPrefix.Length).Select(char.ToLowerInvariant));
        bool isUsable = SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
            && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None;
        string wanted = isUsable ? name : AnyName;
        string unique = wanted;
        for (int i = 2; !taken.Add(unique); i++)
        {
            unique = $"{wanted}{i}";
        }

        return unique;
    }

    private static bool IsInNameof(SimpleNameSyntax name) => name.Ancestors().OfType<InvocationExpressionSyntax>().Any(static call =>
        call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });
}
