using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming.Disabled;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>Finds every use of some globals in a project, by what names are bound to.</summary>
internal sealed class UseFinder(IdentifierScanner scanner, UseBinder binder, int jobs)
{
    internal UsesOfProject Find(CodebaseProject project, CancellationToken cancellation)
    {
        ConcurrentBag<Use> uses = [];
        ConcurrentBag<Use> generated = [];
        ConcurrentBag<(string FilePath, int Position)> others = [];
        ConcurrentBag<DisabledName> disabled = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        Parallel.ForEach(project.Sources.SyntaxTrees, options, tree =>
        {
            bool isWritten = project.Files.GetValueOrDefault(tree.FilePath) == tree;
            SyntaxNode root = tree.GetRoot(cancellation);
            SemanticModel? model = null;
            foreach (int position in scanner.Find(tree.GetText(cancellation)))
            {
                SyntaxToken token = root.FindToken(position, findInsideTrivia: true);
                if (!token.Span.Contains(position))
                {
                    SyntaxTrivia trivia = root.FindTrivia(position, findInsideTrivia: false);
                    if (isWritten && trivia.IsKind(SyntaxKind.DisabledTextTrivia))
                    {
                        disabled.Add(new DisabledName(tree, position));
                    }
                }
                else if (token.IsKind(SyntaxKind.IdentifierToken))
                {
                    if (token.Parent is SimpleNameSyntax name
                        && !LocalNames.Has(name)
                        && binder.Bind(name, model ??= project.Compilation.GetSemanticModel(tree), cancellation) is { } use)
                    {
                        (isWritten ? uses : generated).Add(use);
                    }
                    else if (isWritten)
                    {
                        others.Add((tree.FilePath, token.SpanStart));
                    }
                }
            }
        });
        return new UsesOfProject(uses, others, disabled, generated);
    }
}
