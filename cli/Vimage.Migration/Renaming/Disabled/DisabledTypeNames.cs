using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Renaming.Disabled;

/// <summary>Finds, in disabled branches, where the names of types with globals stand: there may be a head of such a type.</summary>
internal sealed class DisabledTypeNames(GlobalSet globals)
{
    private readonly HashSet<string> _files = [.. globals.All.Select(static global => global.Key.FilePath)];

    private readonly IdentifierScanner _scanner = new(globals.All
        .SelectMany(static global => GlobalSet.TypesAround(global.Symbol))
        .Select(static type => type.Name));

    internal IEnumerable<DisabledName> In(CodebaseProject project)
    {
        foreach (SyntaxTree tree in project.Files.Values.Where(tree => _files.Contains(tree.FilePath)))
        {
            foreach (SyntaxTrivia disabled in tree.GetRoot()
                .DescendantTrivia(static node => node.ContainsDirectives)
                .Where(static trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)))
            {
                foreach (int position in _scanner.Find(tree.GetText().GetSubText(disabled.Span)))
                {
                    yield return new DisabledName(tree, disabled.SpanStart + position);
                }
            }
        }
    }
}
