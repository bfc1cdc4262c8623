using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Vimage.CodeFixes.Editing;

/// <summary>
/// A fix that says which text to change. What it would change is found out before it is offered: one that changes nothing is
/// not. Fix All, in a document, a project or the solution, makes the changes of all diagnostics together.
/// </summary>
public abstract class EditingCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => EditingFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (FixChoice choice in ChoicesFor(diagnostic))
            {
                TextEdits edits = new(context.Document.Project.Solution);
                await AddEditsAsync(edits, context.Document, diagnostic, choice.Key, context.CancellationToken)
                    .ConfigureAwait(false);
                if (!edits.IsEmpty)
                {
                    context.RegisterCodeFix(CodeAction.Create(choice.Title, edits.ApplyAsync, choice.Key), diagnostic);
                }
            }
        }
    }

    /// <summary>Returns the ways in which a diagnostic might be corrected.</summary>
    private protected abstract IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic);

    /// <summary>Adds what one of the choices changes; nothing if it does not apply.</summary>
    private protected abstract Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation);

    private sealed class EditingFixAll : FixAllProvider
    {
        internal static readonly EditingFixAll Instance = new();

        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
            [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            EditingCodeFix fix = (EditingCodeFix)fixAllContext.CodeFixProvider;
            string key = fixAllContext.CodeActionEquivalenceKey ?? "";
            TextEdits edits = new(fixAllContext.Solution);
            string title = "";
            foreach (Document document in DocumentsOf(fixAllContext))
            {
                foreach (Diagnostic each in await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
                {
                    if (fix.ChoicesFor(each).FirstOrDefault(choice => choice.Key == key) is { } choice)
                    {
                        title = choice.Title;
                        await fix.AddEditsAsync(edits, document, each, key, fixAllContext.CancellationToken).ConfigureAwait(false);
                    }
                }
            }

            return edits.IsEmpty ? null : CodeAction.Create(title, edits.ApplyAsync, key);
        }

        private static IEnumerable<Document> DocumentsOf(FixAllContext context) => context switch
        {
            { Scope: FixAllScope.Document, Document: { } document } => [document],
            { Scope: FixAllScope.Project } => context.Project.Documents,
            _ => context.Solution.Projects.Where(static project => project.Language == LanguageNames.CSharp)
                .SelectMany(static project => project.Documents),
        };
    }
}
