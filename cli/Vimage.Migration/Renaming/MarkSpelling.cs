using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Editing;

namespace Vimage.Migration.Renaming;

/// <summary>
/// How the mark is written in a file: short, with a <c>using</c> added at the file's head; or in full, where the head is under
/// <c>#if</c> and a <c>using</c> would not always be there.
/// </summary>
internal sealed class MarkSpelling
{
    private readonly SyntaxTree _tree;
    private readonly CompilationUnitSyntax _root;
    private readonly bool _needsUsing;
    private readonly string _prefix;

    internal MarkSpelling(SyntaxTree tree, bool hasNamespace)
    {
        _tree = tree;
        _root = tree.GetCompilationUnitRoot();
        bool isConditional = HeadIsConditional();
        _needsUsing = !hasNamespace && !isConditional;
        _prefix = !hasNamespace && isConditional ? "global::Vimage." : "";
    }

    internal string Mark(bool byRef) => $"[{_prefix}Virtualized{(byRef ? "(ByRef = true)" : "")}]";

    internal void AddUsing(EditSet edits)
    {
        if (!_needsUsing)
        {
            return;
        }

        string newLine = _tree.GetText().ToString().Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (_root.Usings.Count > 0)
        {
            edits.Insert(_tree.FilePath, _root.Usings.Last().Span.End, $"{newLine}using Vimage;");
            return;
        }

        SyntaxToken first = _root.AttributeLists.Count > 0 ? _root.AttributeLists[0].GetFirstToken() : _root.Members[0].GetFirstToken();
        edits.Insert(_tree.FilePath, StartWithDocumentation(first), $"using Vimage;{newLine}{newLine}");
    }

    // A using between a type and its documentation would take the documentation away from it.
    private static int StartWithDocumentation(SyntaxToken first)
    {
        foreach (SyntaxTrivia trivia in first.LeadingTrivia)
        {
            if (SyntaxFacts.IsDocumentationCommentTrivia(trivia.Kind()))
            {
                return trivia.FullSpan.Start;
            }
        }

        return first.SpanStart;
    }

    private bool HeadIsConditional()
    {
        int end = _root.Members[0].GetFirstToken().SpanStart;
        for (DirectiveTriviaSyntax? each = _root.GetFirstDirective(); each is not null && each.SpanStart < end; each = each.GetNextDirective())
        {
            if (each is BranchingDirectiveTriviaSyntax or EndIfDirectiveTriviaSyntax)
            {
                return true;
            }
        }

        return false;
    }
}
