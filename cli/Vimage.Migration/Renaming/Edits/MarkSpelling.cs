using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Editing;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Renaming.Edits;

/// <summary>
/// How the mark is written in a file: short, with a <c>using</c> added at the file's head; or in full, where the head is under
/// <c>#if</c> and a <c>using</c> would not always be there, or would make other names ambiguous.
/// </summary>
internal sealed class MarkSpelling
{
    private const string Namespace = nameof(Vimage);

    private readonly SyntaxTree _tree;
    private readonly CompilationUnitSyntax _root;
    private readonly bool _needsUsing;
    private readonly string _qualifier;

    /// <param name="tree">The file.</param>
    /// <param name="position">Where a mark is to be.</param>
    /// <param name="project">A project that has the file.</param>
    internal MarkSpelling(SyntaxTree tree, int position, CodebaseProject project)
    {
        _tree = tree;
        _root = tree.GetCompilationUnitRoot();
        NewLine = tree.GetText().ToString().Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        NamespaceUse use = NamespaceUses.Of(tree, position, project);
        bool isQualified = use == NamespaceUse.Ambiguous || (use == NamespaceUse.Possible && HeadIsConditional());
        _needsUsing = use == NamespaceUse.Possible && !isQualified;
        _qualifier = isQualified ? "global::Vimage." : "";
    }

    internal string NewLine { get; }

    internal static string WithArguments(string name, MarkKind kind) => kind == MarkKind.ByRef ? name + "(ByRef = true)" : name;

    internal string Mark(MarkKind kind) => $"[{WithArguments(_qualifier + Marks.Virtualized, kind)}]";

    internal void AddUsing(EditSet edits)
    {
        if (!_needsUsing)
        {
            return;
        }

        const string Using = $"using {Namespace};";
        if (_root.Usings.Count == 0)
        {
            SyntaxToken first = _root.AttributeLists.Count > 0 ? _root.AttributeLists[0].GetFirstToken() : _root.Members[0].GetFirstToken();
            edits.Insert(_tree.FilePath, StartWithDocumentation(first), EditRank.Using, Using + NewLine + NewLine);
        }
        else if (SuccessorOf(Namespace) is { } next)
        {
            edits.Insert(_tree.FilePath, next.SpanStart, EditRank.Using, Using + NewLine);
        }
        else
        {
            edits.Insert(_tree.FilePath, _root.Usings.Last().Span.End, EditRank.Using, NewLine + Using);
        }
    }

    // Where the namespaces that are used are in order, a new one has its place among them. (System may come first.)
    private UsingDirectiveSyntax? SuccessorOf(string @namespace)
    {
        UsingDirectiveSyntax[] local = [.. _root.Usings.SkipWhile(static each => !each.GlobalKeyword.IsKind(SyntaxKind.None))];
        UsingDirectiveSyntax[] plain = [.. local.TakeWhile(static each => each.Alias is null && each.StaticKeyword.IsKind(SyntaxKind.None))];
        string[] names = [.. plain.Select(static each => each.Name!.ToString()).SkipWhile(IsSystem)];
        bool isOrdered = names.SequenceEqual(names.Order(StringComparer.OrdinalIgnoreCase));
        return isOrdered
            ? plain.SkipWhile(static each => IsSystem(each.Name!.ToString()))
                .FirstOrDefault(each => StringComparer.OrdinalIgnoreCase.Compare(each.Name!.ToString(), @namespace) > 0)
                ?? local.Skip(plain.Length).FirstOrDefault()
            : null;
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

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
