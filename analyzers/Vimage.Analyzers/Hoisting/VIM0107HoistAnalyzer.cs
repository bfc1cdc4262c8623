using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers.Configuration;

namespace Vimage.Analyzers.Hoisting;

/// <summary>VIM0107: a method looks up the same module's state again and again.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0107HoistAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.Hoist,
        "Look up the state of a module once",
        "'{0}' is looked up {1} here; take a view of it once, with {2}",
        RuleCategories.Use,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        description: "In Instance mode each V_x looks up the current vnet's state, and the JIT can't take that out of a loop. "
            + "Over a view it runs at the speed of a plain static.",
        helpLinkUri: HelpLinks.Of(RuleIds.Hoist));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, symbols), SyntaxKind.Block);

    private static void Analyze(SyntaxNodeAnalysisContext context, VimageSymbols symbols)
    {
        BlockSyntax body = (BlockSyntax)context.Node;
        if (body.Parent is not (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax))
        {
            return;
        }

        int threshold = Settings.HoistThreshold.Of(context.Options, body.SyntaxTree);
        foreach (HoistCandidate candidate in HoistAnalysis.In(body, context.SemanticModel, symbols, threshold, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                s_rule,
                candidate.Uses[0].GetLocation(),
                candidate.Module.Name,
                candidate.IsRepeated ? "in a loop" : $"{candidate.Uses.Count} times",
                candidate.Hook.Name));
        }
    }
}
