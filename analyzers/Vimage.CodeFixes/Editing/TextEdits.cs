using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.CodeFixes.Editing;

/// <summary>
/// Changes of a solution's text, collected before any is made. Two fixes that ask for the same change get it once, so that
/// fixing all is fixing each; text that is not named by a change stays as it is, to the last space.
/// </summary>
internal sealed class TextEdits(Solution solution)
{
    private readonly Dictionary<DocumentId, HashSet<TextChange>> _changes = [];

    private readonly Dictionary<DocumentId, SortedSet<string>> _lines = [];
    private readonly HashSet<(SyntaxNode Member, string Name)> _reserved = [];

    internal Solution Solution { get; } = solution;

    internal bool IsEmpty => _changes.Count == 0 && _lines.Count == 0;

    internal void Insert(SyntaxTree tree, int position, string text) => Replace(tree, new TextSpan(position, 0), text);

    internal void Remove(SyntaxTree tree, TextSpan span) => Replace(tree, span, "");

    /// <summary>Asks for a change of the document that <paramref name="tree"/> is; of a generated one, none is made.</summary>
    internal void Replace(SyntaxTree tree, TextSpan span, string text)
    {
        if (Solution.GetDocument(tree) is not { } document || document is SourceGeneratedDocument)
        {
            return;
        }

        DocumentId id = OneOfLinked(document);
        if (!_changes.TryGetValue(id, out HashSet<TextChange>? changes))
        {
            _changes.Add(id, changes = []);
        }

        changes.Add(new TextChange(span, text));
    }

    /// <summary>Reserves the name of a local to be declared in a member.</summary>
    /// <returns>Whether it was free.</returns>
    internal bool Reserve(SyntaxNode member, string name) => _reserved.Add((member, name));

    /// <summary>Asks for a line at the end of an additional file.</summary>
    internal void Append(TextDocument file, string line)
    {
        if (!_lines.TryGetValue(file.Id, out SortedSet<string>? lines))
        {
            _lines.Add(file.Id, lines = new SortedSet<string>(StringComparer.Ordinal));
        }

        lines.Add(line);
    }

    internal async Task<Solution> ApplyAsync(CancellationToken cancellation)
    {
        Solution changed = Solution;
        foreach (KeyValuePair<DocumentId, SortedSet<string>> each in _lines)
        {
            SourceText text = await Solution.GetAdditionalDocument(each.Key)!.GetTextAsync(cancellation).ConfigureAwait(false);
            string end = Layout.LineEndOf(text);
            bool endsInLine = text.Length > 0 && text.Lines[text.Lines.Count - 1].Span.Length > 0;
            string added = (endsInLine ? end : "") + string.Concat(each.Value.Select(line => line + end));
            SourceText newText = text.WithChanges(new TextChange(new TextSpan(text.Length, 0), added));

            // Several projects may have the file.
            string? path = Solution.GetAdditionalDocument(each.Key)!.FilePath;
            foreach (TextDocument same in Solution.Projects.SelectMany(static project => project.AdditionalDocuments)
                .Where(document => document.Id == each.Key || (path is not null && document.FilePath == path)))
            {
                changed = changed.WithAdditionalDocumentText(same.Id, newText);
            }
        }

        foreach (KeyValuePair<DocumentId, HashSet<TextChange>> each in _changes)
        {
            Document document = Solution.GetDocument(each.Key)!;
            SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            SourceText newText = text.WithChanges(InOrder(each.Value));
            changed = changed.WithDocumentText(each.Key, newText);
            foreach (DocumentId linked in document.GetLinkedDocumentIds())
            {
                changed = changed.WithDocumentText(linked, newText);
            }
        }

        return changed;
    }

    // A file that several projects share, or one project of several targets, is one file to the user.
    private static DocumentId OneOfLinked(Document document)
    {
        DocumentId first = document.Id;
        foreach (DocumentId linked in document.GetLinkedDocumentIds())
        {
            first = linked.Id.CompareTo(first.Id) < 0 ? linked : first;
        }

        return first;
    }

    // Of two changes that overlap, the second is dropped; it is offered again for the changed text.
    private static IEnumerable<TextChange> InOrder(IEnumerable<TextChange> changes)
    {
        int end = 0;
        foreach (TextChange change in changes
            .OrderBy(static change => change.Span.Start)
            .ThenBy(static change => change.Span.Length)
            .ThenBy(static change => change.NewText, StringComparer.Ordinal))
        {
            if (change.Span.Start >= end)
            {
                end = change.Span.End;
                yield return change;
            }
        }
    }
}
