using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Editing;
using Vimage.Migration.Globals;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Renaming;

/// <summary>
/// Finds names that a code base already had and that would mean an accessor after a rename: it would compile, and be another
/// program.
/// </summary>
internal sealed class CapturedNames(GlobalSet globals, AccessorNames accessors, EditSet edits)
{
    internal IEnumerable<(GlobalVariable Global, string Message)> Find(ChangedCodebase changed, CancellationToken cancellation)
    {
        Dictionary<string, GlobalVariable[]> suspects = globals.All
            .Where(global => accessors.IsInUse(global.Symbol.Name))
            .GroupBy(global => accessors.Of(global.Symbol.Name))
            .ToDictionary(static group => group.Key, static group => group.ToArray());
        if (suspects.Count == 0)
        {
            return [];
        }

        IdentifierScanner scanner = new(suspects.Keys);
        return changed.Projects.SelectMany(project => project.Key.Files.Values.SelectMany(tree =>
            Find(tree, scanner.Find(tree.GetText(cancellation)), project.Key.Compilation, project.Value, cancellation)
                .SelectMany(name => suspects[name.ValueText].Select(global => (global, Message(name, global))))));
    }

    private IEnumerable<SyntaxToken> Find(
        SyntaxTree tree, List<int> positions, CSharpCompilation before, CSharpCompilation after, CancellationToken cancellation)
    {
        SyntaxTree? changed = null;
        foreach (int position in positions)
        {
            SyntaxToken token = tree.GetRoot(cancellation).FindToken(position);
            if (token.Parent is not SimpleNameSyntax name || !token.Span.Contains(position))
            {
                continue;
            }

            changed ??= after.SyntaxTrees.First(each => each.FilePath == tree.FilePath);
            SyntaxToken same = changed.GetRoot(cancellation).FindToken(edits.Map(tree.FilePath, position));
            ISymbol? meant = before.GetSemanticModel(tree).GetSymbolInfo(name, cancellation).Symbol;
            ISymbol? means = after.GetSemanticModel(changed).GetSymbolInfo(same.Parent!, cancellation).Symbol;
            if (meant is not null && meant.ToDisplayString() != means?.ToDisplayString())
            {
                yield return token;
            }
        }
    }

    private static string Message(SyntaxToken name, GlobalVariable global)
    {
        FileLinePositionSpan place = name.GetLocation().GetLineSpan();
        return $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): "
            + $"'{name.ValueText}' would mean the accessor of '{global.Name}'; rename it before.";
    }
}
