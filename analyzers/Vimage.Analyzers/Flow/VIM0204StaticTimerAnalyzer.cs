using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Flow;

/// <summary>VIM0204: a timer that all vnets share runs in the vnet that happened to create it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0204StaticTimerAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.StaticTimer,
        "A static timer runs in the vnet that happens to create it",
        "'{0}' is one timer for all vnets, and calls back in the vnet that was current when it was created; virtualize it, "
            + "or enter the vnet in the callback",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A timer keeps the execution context, and so the vnet, of whoever creates it. "
            + "Of a static one, that is the vnet whose code came first.",
        helpLinkUri: HelpLinks.Of(RuleIds.StaticTimer));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    /// <summary>Returns the static variable that a timer is created into, if there is one.</summary>
    internal static ISymbol? OwnerOf(IObjectCreationOperation creation, SemanticModel model, CancellationToken cancellation)
    {
        IOperation value = creation;
        while (value.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: { IsStatic: true } member } }
                when member is IFieldSymbol || (member is IPropertySymbol property && Accessors.VariableOf(property) is null) => member,
            ICoalesceAssignmentOperation { Target: IFieldReferenceOperation { Field: { IsStatic: true } field } } => field,
            IFieldInitializerOperation initializer => initializer.InitializedFields.FirstOrDefault(static field => field.IsStatic),
            IPropertyInitializerOperation initializer => initializer.InitializedProperties.FirstOrDefault(static property => property.IsStatic),
            _ => StaticPropertyAround(creation.Syntax, model, cancellation),
        };
    }

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterOperations(context, OperationKind.ObjectCreation, use => Analyze(use, symbols));

    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        IObjectCreationOperation creation = (IObjectCreationOperation)use.Operation;
        if (creation.Type is not { } type
            || !FlowStart.IsTimer(type)
            || OwnerOf(creation, use.Model, use.Cancellation) is not { } owner
            || symbols.IsVirtualized(owner)
            || Accessors.Of(owner) is not null
            || creation.Arguments.Any(argument =>
                Callbacks.EntersVnet(Callbacks.BodyOf(argument.Value, use.Model, use.Cancellation), symbols)))
        {
            return;
        }

        use.Report(Diagnostic.Create(s_rule, creation.Syntax.GetLocation(), owner.Name));
    }

    // The initializer of a partial property is a tree of its own.
    private static ISymbol? StaticPropertyAround(SyntaxNode syntax, SemanticModel model, CancellationToken cancellation) =>
        syntax.Parent is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } && Eligibility.Has(property, SyntaxKind.StaticKeyword)
            ? model.GetDeclaredSymbol(property, cancellation)
            : null;
}
