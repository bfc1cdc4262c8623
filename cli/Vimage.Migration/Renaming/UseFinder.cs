using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Renaming;

/// <summary>Finds every use of some globals in a project, by what names are bound to.</summary>
internal sealed class UseFinder(IReadOnlyDictionary<GlobalKey, GlobalVariable> globals, int jobs)
{
    private readonly IdentifierScanner _scanner = new(globals.Values.Select(static global => global.Symbol.Name));

    /// <summary>Finds the uses in a project's own files, and the names that stand in disabled branches of <c>#if</c>.</summary>
    internal UsesOfProject Find(CodebaseProject project, CancellationToken cancellation)
    {
        ConcurrentBag<Use> uses = [];
        ConcurrentBag<DisabledName> disabled = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        Parallel.ForEach(project.Files.Values, options, tree =>
        {
            SyntaxNode root = tree.GetRoot(cancellation);
            SemanticModel? model = null;
            foreach (int position in _scanner.Find(tree.GetText(cancellation)))
            {
                SyntaxToken token = root.FindToken(position, findInsideTrivia: true);
                if (!token.Span.Contains(position))
                {
                    if (root.FindTrivia(position, findInsideTrivia: false) is { RawKind: (int)SyntaxKind.DisabledTextTrivia } trivia)
                    {
                        disabled.Add(new DisabledName(tree, trivia, position));
                    }

                    continue;
                }

                if (token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is SimpleNameSyntax name)
                {
                    model ??= project.Compilation.GetSemanticModel(tree);
                    if (Bind(name, model, cancellation) is { } use)
                    {
                        uses.Add(use);
                    }
                }
            }
        });
        return new UsesOfProject(uses, disabled);
    }

    private Use? Bind(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(name, cancellation);
        ISymbol? symbol = info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
        if (symbol is not (IFieldSymbol or IPropertySymbol or IEventSymbol)
            || GlobalKey.Of(symbol) is not { } key
            || !globals.ContainsKey(key))
        {
            return null;
        }

        ExpressionSyntax whole = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            _ => name,
        };
        return new Use(key, name.Identifier, UseAnalysis.NeedsOf(whole, symbol, model));
    }
}
