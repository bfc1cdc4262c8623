using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming.Edits;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Renaming.Disabled;

/// <summary>
/// Finds out what words in disabled branches of <c>#if</c> mean, by enabling the branches: each file is parsed once more with the
/// symbols that one of them asks for, and bound in the place of the file. That other names there may mean nothing, such as those of
/// another platform, does not matter.
/// </summary>
internal sealed class DisabledBinder(GlobalSet globals, UseBinder binder)
{
    private readonly DisabledFindings _findings = new();

    internal DisabledFindings Bind(CodebaseProject project, IEnumerable<DisabledName> names, CancellationToken cancellation)
    {
        Dictionary<SyntaxTree, Queue<DisabledName>> left = names
            .GroupBy(static name => name.Tree)
            .ToDictionary(static file => file.Key, static file => new Queue<DisabledName>(file.OrderBy(static name => name.Position)));
        Dictionary<SyntaxTree, Branches> branches = left.Keys.ToDictionary(static tree => tree, static tree => new Branches(tree));
        while (left.Count > 0)
        {
            // The branch of each file's first word; together those that the same symbols enable.
            var enabled = left.Keys.Select(tree => (Tree: tree, Enabled: branches[tree].Enable(left[tree].Peek().Position)));
            foreach (var group in enabled.GroupBy(static file => string.Join(' ', file.Enabled.Symbols.Order(StringComparer.Ordinal))).ToArray())
            {
                Dictionary<SyntaxTree, SyntaxTree> trees = group.ToDictionary(
                    static file => file.Tree,
                    file => CSharpSyntaxTree.ParseText(
                        file.Enabled.Text,
                        ((CSharpParseOptions)file.Tree.Options).WithPreprocessorSymbols(file.Enabled.Symbols),
                        file.Tree.FilePath,
                        cancellation));
                CSharpCompilation compilation = trees.Aggregate(
                    project.Compilation, static (each, tree) => each.ReplaceSyntaxTree(tree.Key, tree.Value));
                foreach ((SyntaxTree tree, SyntaxTree other) in trees)
                {
                    left[tree] = BindFile(left[tree], compilation.GetSemanticModel(other), cancellation);
                    if (left[tree].Count == 0)
                    {
                        left.Remove(tree);
                    }
                }
            }
        }

        return _findings;
    }

    // Returns the words that are still disabled. The first never is one: whatever it is, its turn is over.
    private Queue<DisabledName> BindFile(Queue<DisabledName> names, SemanticModel model, CancellationToken cancellation)
    {
        Queue<DisabledName> left = new();
        SyntaxNode root = model.SyntaxTree.GetRoot(cancellation);
        DisabledName first = names.Peek();
        foreach (DisabledName name in names)
        {
            SyntaxToken token = root.FindToken(name.Position, findInsideTrivia: true);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(name.Position))
            {
                BindToken(name, token, model, cancellation);
            }
            else if (name != first && root.FindTrivia(name.Position).IsKind(SyntaxKind.DisabledTextTrivia))
            {
                left.Enqueue(name);
            }
        }

        return left;
    }

    private void BindToken(DisabledName name, SyntaxToken token, SemanticModel model, CancellationToken cancellation)
    {
        switch (token.Parent)
        {
            case TypeDeclarationSyntax type:
                if (globals.HasType(model.GetDeclaredSymbol(type, cancellation)))
                {
                    _findings.Types.Add(type);
                }

                break;
            case SimpleNameSyntax simple when binder.Bind(simple, model, cancellation) is { } use:
                _findings.Uses.Add(use);
                break;
            case VariableDeclaratorSyntax or PropertyDeclarationSyntax
                when globals.TryGet(model.GetDeclaredSymbol(token.Parent, cancellation), out GlobalVariable? global):
                _findings.Declarations.Add(new GlobalDeclaration(global.Key, model.SyntaxTree, token.SpanStart));
                break;
            case SimpleNameSyntax when globals.HasName(token.ValueText):
                _findings.Others.Add(name);
                break;
        }
    }
}
