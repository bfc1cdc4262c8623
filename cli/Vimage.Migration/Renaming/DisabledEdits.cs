using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Editing;
using Vimage.Migration.Globals;

namespace Vimage.Migration.Renaming;

/// <summary>
/// Edits disabled branches of <c>#if</c>, where nothing is bound to anything: a word is taken for the global if it stands where
/// the global's unqualified name would mean it, or behind the name of its type, and nothing nearby declares the same name.
/// </summary>
internal sealed class DisabledEdits(IReadOnlyDictionary<GlobalKey, GlobalVariable> globals, string prefix, EditSet edits)
{
    private readonly ILookup<string, GlobalVariable> _byName =
        globals.Values.Where(static global => !global.KeepsItsName).ToLookup(static global => global.Symbol.Name, StringComparer.Ordinal);

    /// <summary>Edits the words of a project, and tells what was done with each.</summary>
    internal IEnumerable<DisabledUse> Edit(IEnumerable<DisabledName> names, CSharpCompilation compilation)
    {
        foreach (IGrouping<SyntaxTrivia, DisabledName> text in names.GroupBy(static name => name.Text))
        {
            List<SyntaxToken> tokens = [.. SyntaxFactory.ParseTokens(text.Key.ToString(), options: (CSharpParseOptions)text.First().Tree.Options)];
            foreach (DisabledName name in text.OrderBy(static name => name.Position))
            {
                int at = tokens.FindIndex(token => token.IsKind(SyntaxKind.IdentifierToken)
                    && token.SpanStart + text.Key.SpanStart == name.Position);
                if (at >= 0)
                {
                    yield return EditToken(name, tokens, at, compilation);
                }
            }
        }
    }

    private DisabledUse EditToken(DisabledName name, List<SyntaxToken> tokens, int at, CSharpCompilation compilation)
    {
        SyntaxToken token = tokens[at];
        LinePosition line = name.Tree.GetText().Lines.GetLinePosition(name.Position);
        bool isRenamed = !IsDeclared(tokens, at, name) && _byName[token.ValueText].Any(global => MeansGlobal(global, tokens, at, name, compilation));
        if (isRenamed)
        {
            edits.Replace(name.Tree.FilePath, new TextSpan(name.Position, token.Span.Length), prefix + token.ValueText);
        }

        return new DisabledUse(name.Tree.FilePath, line.Line + 1, token.ValueText, isRenamed);
    }

    private static bool MeansGlobal(GlobalVariable global, List<SyntaxToken> tokens, int at, DisabledName name, CSharpCompilation compilation)
    {
        INamedTypeSymbol type = global.Symbol.ContainingType;
        if (at > 0 && tokens[at - 1].IsKind(SyntaxKind.DotToken))
        {
            return at > 1 && tokens[at - 2].ValueText == type.Name;
        }

        SyntaxNode around = name.Tree.GetRoot().FindToken(name.Position).Parent!;
        SemanticModel model = compilation.GetSemanticModel(name.Tree);
        for (BaseTypeDeclarationSyntax? declaration = around.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>(); declaration is not null;
            declaration = declaration.Parent?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>())
        {
            for (INamedTypeSymbol? each = model.GetDeclaredSymbol(declaration); each is not null; each = each.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, type.OriginalDefinition))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // In the branch itself, "int x" or "var x"; in the enabled code of the same member, a local or a parameter of that name.
    private static bool IsDeclared(List<SyntaxToken> tokens, int at, DisabledName name)
    {
        string word = tokens[at].ValueText;
        for (int i = 1; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].ValueText == word && IsTypeLike(tokens[i - 1]) && EndsDeclarator(tokens[i + 1]))
            {
                return true;
            }
        }

        SyntaxNode? member = name.Tree.GetRoot().FindToken(name.Position).Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>(
            static node => node is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax);
        return member is not null && member.DescendantNodes().Any(node => node switch
        {
            ParameterSyntax parameter => parameter.Identifier.ValueText == word,
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText == word,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText == word,
            _ => false,
        });
    }

    private static bool EndsDeclarator(SyntaxToken token) => token.Kind() is SyntaxKind.EqualsToken or SyntaxKind.SemicolonToken
        or SyntaxKind.CommaToken or SyntaxKind.CloseParenToken or SyntaxKind.InKeyword;

    private static bool IsTypeLike(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken)
        || SyntaxFacts.IsPredefinedType(token.Kind())
        || token.Kind() is SyntaxKind.CloseBracketToken or SyntaxKind.GreaterThanToken;
}
