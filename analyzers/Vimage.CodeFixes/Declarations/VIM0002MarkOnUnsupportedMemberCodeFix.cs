using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Declarations;

/// <summary>Makes a static property or event <c>partial</c>, or removes a mark that can't work.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0002MarkOnUnsupportedMemberCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_makePartial = new(RuleIds.MarkOnUnsupportedMember + ".Partial", "Make partial");
    private static readonly FixChoice s_remove = new(RuleIds.MarkOnUnsupportedMember + ".Remove", "Remove [Virtualized]");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.MarkOnUnsupportedMember);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_makePartial, s_remove];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member
            || Marks.Find(member, Marks.Virtualized) is not { } mark)
        {
            return;
        }

        if (key == s_remove.Key)
        {
            MarkEdits.Remove(edits, mark);
        }
        else if (Eligibility.ObstacleOf(member) == MarkObstacle.NotPartial)
        {
            edits.Insert(
                member.SyntaxTree,
                member is PropertyDeclarationSyntax property ? property.Type.SpanStart
                    : ((EventFieldDeclarationSyntax)member).EventKeyword.SpanStart,
                "partial ");
            PartialTypes.Add(edits, member.Parent as TypeDeclarationSyntax);
        }
    }
}
