using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
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

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        PerType<string[]> hooks = new(HoistAnalysis.HookNamesOf);
        context.RegisterOperationBlockAction(member =>
        {
            foreach (IOperation block in member.OperationBlocks)
            {
                if (block is IBlockOperation { Syntax: BlockSyntax body })
                {
                    Analyze(member, body, block, symbols, hooks);
                }
            }
        });
    }

    private static void Analyze(
        OperationBlockAnalysisContext context, BlockSyntax body, IOperation block, VimageSymbols symbols, PerType<string[]> hooks)
    {
        int threshold = Settings.HoistThreshold.Of(context.Options, body.SyntaxTree);
        foreach (HoistCandidate candidate in HoistAnalysis.In(body, block, block.SemanticModel!, symbols, hooks, threshold))
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
