using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Flow;

/// <summary>VIM0206: a handler that belongs to a vnet is added to an event that belongs to the process.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0206StaticEventAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.StaticEvent,
        "A handler of a static event runs in the vnet of whoever raises it",
        "'{0}' is an event of the process: the handler runs in the vnet of whoever raises it; enter the right vnet in the handler",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The vnet that is current where a handler is added is not kept with it. And the event keeps the handler, with all that "
            + "it refers to, when the vnet is gone.",
        helpLinkUri: HelpLinks.Of(RuleIds.StaticEvent));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterOperations(context, OperationKind.EventAssignment, use => Analyze(use, symbols));

    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        IEventAssignmentOperation assignment = (IEventAssignmentOperation)use.Operation;
        if (!assignment.Adds
            || assignment.EventReference is not IEventReferenceOperation { Event: var @event } reference
            || !(@event.IsStatic || IsOfProcess(reference.Instance, symbols))
            || symbols.IsVirtualized(@event))
        {
            return;
        }

        IOperation? handler = Callbacks.BodyOf(assignment.HandlerValue, use.Model, use.Cancellation);
        (bool usesVnet, bool entersVnet) = Callbacks.LookInto(handler, use.Model, symbols, use.Cancellation);
        if ((usesVnet || IsInHook(assignment, use, symbols)) && !entersVnet)
        {
            use.Report(Diagnostic.Create(s_rule, assignment.Syntax.GetLocation(), @event.Name));
        }
    }

    // Such as AppDomain.CurrentDomain: an object that is there once.
    private static bool IsOfProcess(IOperation? instance, VimageSymbols symbols) => instance switch
    {
        IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: null } } => VirtualizedState.VariableOf(instance, symbols) is null
            && instance.Type is { Name: "AppDomain" or "AssemblyLoadContext" },
        _ => false,
    };

    private static bool IsInHook(IOperation operation, OperationUse use, VimageSymbols symbols) =>
        operation.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
        && use.Model.GetDeclaredSymbol(method, use.Cancellation) is { } symbol
        && symbols.IsHook(symbol);
}
