using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers;
using Vimage.Analyzers.Configuration;
using Vimage.Analyzers.Hoisting;
using Vimage.Migration.Globals;
using Vimage.Migration.Graduating;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Hoisting;

/// <summary>Finds the bodies of a project in which looking a module's state up once pays: by the rule of the analyzers, VIM0107.</summary>
internal sealed class HoistFinder(CodebaseProject project, int jobs)
{
    internal IReadOnlyList<HoistPlan> Find(CancellationToken cancellation)
    {
        if (VimageSymbols.Find(project.Compilation) is not { } symbols)
        {
            return [];
        }

        IdentifierScanner scanner = new(NamesIn(project, cancellation));
        ParallelQuery<SyntaxTree> files = project.Files.Values.AsParallel().AsOrdered().WithDegreeOfParallelism(jobs).WithCancellation(cancellation);
        return [.. files.SelectMany(tree => Find(tree, scanner.Find(tree.GetText(cancellation)), symbols, cancellation))];
    }

    // What variables of the project itself and of the projects that it uses are accessed by.
    private static IEnumerable<string> NamesIn(CodebaseProject project, CancellationToken cancellation)
    {
        foreach (CodebaseProject each in project.Dependencies.Append(project))
        {
            foreach (ISymbol member in StaticVariables.TypesIn(each.Compilation.Assembly.GlobalNamespace).SelectMany(static type => type.GetMembers()))
            {
                if (GlobalVariable.HasMark(member))
                {
                    yield return member is IFieldSymbol ? GeneratedNames.Accessor(member.Name) : member.Name;
                }
            }

            foreach (StateStructVariable variable in StateStructVariables.In(each, cancellation))
            {
                yield return GeneratedNames.Accessor(variable.Name);
            }
        }
    }

    private List<HoistPlan> Find(SyntaxTree tree, List<int> positions, VimageSymbols symbols, CancellationToken cancellation)
    {
        List<HoistPlan> plans = [];
        if (positions.Count == 0)
        {
            return plans;
        }

        SemanticModel model = project.Compilation.GetSemanticModel(tree);
        SyntaxNode root = tree.GetRoot(cancellation);
        Dictionary<SyntaxNode, HashSet<string>> taken = [];
        PerType<string[]> hooks = new(HoistAnalysis.HookNamesOf);
        foreach (BlockSyntax body in positions.Select(position => BodyAround(root.FindToken(position).Parent)).OfType<BlockSyntax>().Distinct())
        {
            if (model.GetOperation(body, cancellation) is not { } operation)
            {
                continue;
            }

            foreach (HoistCandidate candidate in HoistAnalysis.In(body, operation, model, symbols, hooks, Settings.HoistThreshold.Usual))
            {
                string view = FreeName(HoistEdits.NameOf(candidate), body, taken);
                plans.Add(new HoistPlan(candidate, [.. HoistEdits.ChangesOf(candidate, view, model, tree.GetText(cancellation))]));
            }
        }

        return plans;
    }

    private static BlockSyntax? BodyAround(SyntaxNode? node) => node?.AncestorsAndSelf().OfType<BlockSyntax>().FirstOrDefault(
        static block => block.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax);

    // One that nothing else in the member is called.
    private static string FreeName(string wanted, BlockSyntax body, Dictionary<SyntaxNode, HashSet<string>> taken)
    {
        SyntaxNode member = body.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        if (!taken.TryGetValue(member, out HashSet<string>? names))
        {
            names = [.. member.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText)];
            taken.Add(member, names);
        }

        string name = wanted;
        for (int i = 2; !names.Add(name); i++)
        {
            name = $"{wanted}{i}";
        }

        return name;
    }
}
