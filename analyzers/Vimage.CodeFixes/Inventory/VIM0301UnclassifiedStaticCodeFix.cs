using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.Analyzers.Inventory;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Inventory;

/// <summary>Virtualizes a static, or classifies it: in the gate file, or in a comment at its declaration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0301UnclassifiedStaticCodeFix : EditingCodeFix
{
    private const string Virtualize = "Virtualize";
    private const string GateFileKey = "GateFile";
    private const string Comment = "Comment";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnclassifiedStatic);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic)
    {
        yield return new FixChoice(Virtualize, "Virtualize this static");
        string? @class = diagnostic.Properties[VIM0301UnclassifiedStaticAnalyzer.ClassProperty];
        yield return new FixChoice(GateFileKey, $"Classify as '{@class}' in {GateFile.Name}");
        yield return new FixChoice(Comment, $"Classify as '{@class}' in a comment");
    }

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (model.GetDeclaredSymbol(node, cancellation) is not { } variable)
        {
            return;
        }

        if (key == Virtualize)
        {
            await VirtualizeEdits.AddAsync(edits, variable, model, cancellation).ConfigureAwait(false);
            return;
        }

        string @class = diagnostic.Properties[VIM0301UnclassifiedStaticAnalyzer.ClassProperty]!;
        string reason = diagnostic.Properties[VIM0301UnclassifiedStaticAnalyzer.ReasonProperty]!;
        if (key == Comment)
        {
            SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            MemberDeclarationSyntax declaration = node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
            string space = Layout.LineEndOf(text) + Layout.IndentationOf(declaration, text);
            edits.Insert(root.SyntaxTree, declaration.SpanStart, ClassComment.Of(@class, reason) + space);
        }
        else if (document.Project.AdditionalDocuments.FirstOrDefault(static file => System.IO.Path.GetFileName(file.Name) == GateFile.Name) is { } file)
        {
            edits.Append(file, GateLine.Of(variable, @class, reason));
        }
    }
}
