using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Renaming.Disabled;

/// <summary>The branches of <c>#if</c> in a file, and how to enable one that is not.</summary>
internal sealed class Branches
{
    // Beyond this many symbols in the conditions around one place, trying them all out takes too long.
    private const int MaxSymbols = 12;

    // Letters that no condition has, to write names of any length with.
    private const char True = '\u01C5';
    private const char False = '\u01C8';

    private readonly SyntaxTree _tree;
    private readonly List<DirectiveTriviaSyntax> _directives = [];

    // The symbols that the file itself defines or undefines, and so can't be chosen.
    private readonly Dictionary<string, bool> _fixed = new(StringComparer.Ordinal);

    internal Branches(SyntaxTree tree)
    {
        _tree = tree;
        for (DirectiveTriviaSyntax? each = tree.GetRoot().GetFirstDirective(); each is not null; each = each.GetNextDirective())
        {
            _directives.Add(each);
            switch (each)
            {
                case DefineDirectiveTriviaSyntax define:
                    _fixed[define.Name.ValueText] = define.IsActive;
                    break;
                case UndefDirectiveTriviaSyntax undefine:
                    _fixed[undefine.Name.ValueText] = !undefine.IsActive;
                    break;
            }
        }
    }

    /// <summary>Returns the file with a place enabled, at which every other place is where it was.</summary>
    /// <remarks>
    /// By other symbols, as few as possible, so that files enabled by the same ones fit together. Where there are none such, as
    /// under <c>#if false</c>, by writing another condition over the one that stands there.
    /// </remarks>
    internal (SourceText Text, IReadOnlySet<string> Symbols) Enable(int position)
    {
        List<(ExpressionSyntax Condition, bool Wanted)> wanted = ConditionsAt(position);
        return SymbolsFor(wanted) is { } symbols ? (_tree.GetText(), symbols) : Overwrite(wanted);
    }

    private HashSet<string>? SymbolsFor(List<(ExpressionSyntax Condition, bool Wanted)> wanted)
    {
        string[] free =
        [
            .. wanted.SelectMany(static each => each.Condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
                .Select(static name => name.Identifier.ValueText)
                .Where(name => !_fixed.ContainsKey(name))
                .Distinct(StringComparer.Ordinal),
        ];
        if (free.Length > MaxSymbols)
        {
            return null;
        }

        foreach (int flips in Enumerable.Range(0, 1 << free.Length).OrderBy(static flips => int.PopCount(flips)))
        {
            HashSet<string> symbols = new(_tree.Options.PreprocessorSymbolNames, StringComparer.Ordinal);
            symbols.SymmetricExceptWith(free.Where((_, i) => ((flips >> i) & 1) != 0));
            if (wanted.TrueForAll(each => Evaluate(each.Condition, symbols) == each.Wanted))
            {
                return symbols;
            }
        }

        return null;
    }

    private (SourceText Text, IReadOnlySet<string> Symbols) Overwrite(List<(ExpressionSyntax Condition, bool Wanted)> wanted)
    {
        HashSet<string> symbols = new(_tree.Options.PreprocessorSymbolNames, StringComparer.Ordinal);
        List<TextChange> changes = [];
        foreach ((ExpressionSyntax condition, bool isTrue) in wanted.OrderBy(static each => each.Condition.SpanStart))
        {
            string name = new(isTrue ? True : False, condition.Span.Length);
            changes.Add(new TextChange(condition.Span, name));
            if (isTrue)
            {
                symbols.Add(name);
            }
        }

        return (_tree.GetText().WithChanges(changes), symbols);
    }

    // What has to hold around a place: of each #if around it the branch's own condition, and none of the branches before.
    private List<(ExpressionSyntax Condition, bool Wanted)> ConditionsAt(int position)
    {
        Stack<List<(ExpressionSyntax Condition, bool Wanted)>> open = [];
        foreach (DirectiveTriviaSyntax directive in _directives.TakeWhile(directive => directive.SpanStart < position))
        {
            switch (directive)
            {
                case IfDirectiveTriviaSyntax @if:
                    open.Push([(@if.Condition, true)]);
                    break;
                case ElifDirectiveTriviaSyntax elif when open.Count > 0:
                    open.Push([.. FailedOf(open.Pop()), (elif.Condition, true)]);
                    break;
                case ElseDirectiveTriviaSyntax when open.Count > 0:
                    open.Push([.. FailedOf(open.Pop())]);
                    break;
                case EndIfDirectiveTriviaSyntax when open.Count > 0:
                    open.Pop();
                    break;
            }
        }

        return [.. open.SelectMany(static each => each)];
    }

    private static IEnumerable<(ExpressionSyntax Condition, bool Wanted)> FailedOf(List<(ExpressionSyntax Condition, bool Wanted)> branch) =>
        branch.Select(static each => (each.Condition, false));

    private bool Evaluate(ExpressionSyntax condition, HashSet<string> symbols) => condition switch
    {
        ParenthesizedExpressionSyntax parenthesized => Evaluate(parenthesized.Expression, symbols),
        PrefixUnaryExpressionSyntax not => !Evaluate(not.Operand, symbols),
        BinaryExpressionSyntax binary => binary.Kind() switch
        {
            SyntaxKind.LogicalAndExpression => Evaluate(binary.Left, symbols) && Evaluate(binary.Right, symbols),
            SyntaxKind.LogicalOrExpression => Evaluate(binary.Left, symbols) || Evaluate(binary.Right, symbols),
            SyntaxKind.EqualsExpression => Evaluate(binary.Left, symbols) == Evaluate(binary.Right, symbols),
            _ => Evaluate(binary.Left, symbols) != Evaluate(binary.Right, symbols),
        },
        IdentifierNameSyntax { Identifier.ValueText: var name } =>
            _fixed.TryGetValue(name, out bool isDefined) ? isDefined : symbols.Contains(name),
        _ => condition.IsKind(SyntaxKind.TrueLiteralExpression),
    };
}
