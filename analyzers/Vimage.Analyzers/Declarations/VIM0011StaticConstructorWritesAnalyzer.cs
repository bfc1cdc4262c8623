using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0011: a static constructor writes virtualized state, which only one vnet then has.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0011StaticConstructorWritesAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.StaticConstructorWrites,
        "A static constructor writes virtualized state",
        "A static constructor runs once in the process, so that only one vnet gets this value of '{0}'; "
            + "write it in a [VnetInit] method{1}",
        RuleCategories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Field initializers and [VnetInit] methods run in each vnet; a static constructor runs in whichever comes first.",
        helpLinkUri: HelpLinks.Of(RuleIds.StaticConstructorWrites));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        context.RegisterOperationBlockAction(block =>
        {
            if (block.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.StaticConstructor })
            {
                return;
            }

            foreach (IOperation code in block.OperationBlocks)
            {
                foreach ((IOperation reference, ISymbol variable) in VirtualizedState.WritesIn(code, symbols))
                {
                    string readOnly = variable is IFieldSymbol { IsReadOnly: true } ? ", and remove 'readonly' from the field" : "";
                    block.ReportDiagnostic(Diagnostic.Create(s_rule, reference.Syntax.GetLocation(), variable.Name, readOnly));
                }
            }
        });
}
