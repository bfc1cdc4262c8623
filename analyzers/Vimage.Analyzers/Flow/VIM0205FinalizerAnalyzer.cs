using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Flow;

/// <summary>VIM0205: a finalizer, which runs in no vnet, uses virtualized state.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0205FinalizerAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.Finalizer,
        "A finalizer runs in no vnet",
        "A finalizer runs in no vnet, whichever vnet made the object, so that this is not its '{0}'; keep what it needs in the object",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The garbage collector calls finalizers on a thread of its own. The current vnet is the root there, or, in strict "
            + "mode, none.",
        helpLinkUri: HelpLinks.Of(RuleIds.Finalizer));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterOperations(context, OperationKind.PropertyReference, use => Analyze(use, symbols));

    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        if (use.Operation.Parent is not INameOfOperation
            && VirtualizedState.VariableOf(use.Operation, symbols) is { } variable
            && use.Operation.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is DestructorDeclarationSyntax finalizer
            && !Callbacks.EntersVnet(use.Model.GetOperation(finalizer, use.Cancellation), symbols))
        {
            use.Report(Diagnostic.Create(s_rule, use.Operation.Syntax.GetLocation(), variable.Name));
        }
    }
}
