using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Graduating;

/// <summary>What directives make of a place in a file: the branches of <c>#if</c> around it, and its nullable context.</summary>
internal sealed class SourceConditions
{
    private readonly List<(int Position, string Condition)> _changes = [(0, " ")];

    internal SourceConditions(SyntaxTree tree)
    {
        Stack<string> branches = [];
        string nullable = "";
        for (DirectiveTriviaSyntax? each = tree.GetCompilationUnitRoot().GetFirstDirective(); each is not null; each = each.GetNextDirective())
        {
            switch (each.Kind())
            {
                case SyntaxKind.IfDirectiveTrivia:
                    branches.Push($"{each.SpanStart}");
                    break;
                case SyntaxKind.ElifDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia when branches.Count > 0:
                    _ = branches.Pop();
                    branches.Push($"{each.SpanStart}");
                    break;
                case SyntaxKind.EndIfDirectiveTrivia when branches.Count > 0:
                    _ = branches.Pop();
                    break;
                case SyntaxKind.NullableDirectiveTrivia:
                    nullable = each.ToString();
                    break;
                default:
                    continue;
            }

            _changes.Add((each.SpanStart, $"{string.Join(' ', branches)} {nullable}"));
        }
    }

    /// <summary>Returns what is the same for two places if a declaration can be moved from one to the other.</summary>
    internal string At(int position) => _changes.FindLast(change => change.Position <= position).Condition;
}
