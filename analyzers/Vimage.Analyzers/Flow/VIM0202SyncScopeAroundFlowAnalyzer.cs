using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Analyzers.Flow;

/// <summary>VIM0202: in a scope that holds on one thread, something is started that goes on elsewhere.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0202SyncScopeAroundFlowAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.SyncScopeAroundFlow,
        "A synchronous scope does not flow",
        "What '{0}' starts does not run in the vnet of '{1}', which holds on this thread only; use Enter()",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "EnterSync() and CURVNET_SET are for code that neither awaits nor starts tasks, timers or threads: "
            + "those inherit the vnet that flows.",
        helpLinkUri: HelpLinks.Of(RuleIds.SyncScopeAroundFlow));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterOperations(context, OperationKind.Invocation, use => Analyze(use, symbols));

    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        IInvocationOperation scope = (IInvocationOperation)use.Operation;
        if (!VnetScopes.IsSync(scope, symbols))
        {
            return;
        }

        TextSpan extent = VnetScopes.ExtentOf(scope);
        foreach (IOperation operation in DirectlyIn(VnetScopes.RootOf(scope)))
        {
            if (extent.Contains(operation.Syntax.SpanStart)
                && FlowStart.NameOf(operation) is { } started
                && !IsInFlowingScope(operation, extent, symbols))
            {
                use.Report(Diagnostic.Create(s_rule, scope.Syntax.GetLocation(), started, scope.TargetMethod.Name));
                return;
            }
        }
    }

    // What a lambda does is done where it is called.
    private static IEnumerable<IOperation> DirectlyIn(IOperation root)
    {
        foreach (IOperation child in root.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                continue;
            }

            yield return child;
            foreach (IOperation inner in DirectlyIn(child))
            {
                yield return inner;
            }
        }
    }

    private static bool IsInFlowingScope(IOperation operation, TextSpan extent, VimageSymbols symbols)
    {
        for (IOperation? around = operation.Parent; around is not null && extent.Contains(around.Syntax.SpanStart); around = around.Parent)
        {
            if (around is IUsingOperation { Resources: var resources }
                && resources.DescendantsAndSelf().OfType<IInvocationOperation>().Any(
                    call => VnetScopes.IsScope(call, symbols) && !VnetScopes.IsSync(call, symbols)))
            {
                return true;
            }
        }

        return false;
    }
}
