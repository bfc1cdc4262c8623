using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Use;

/// <summary>VIM0101: the raw static is used where there is an accessor.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0101RawUseAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.RawUse,
        "Use the accessor instead of the raw static",
        "'{0}' is the raw static, the same in all vnets; use '{1}'",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A virtualized field x is used as V_x. In Instance mode the field itself is not the variable of any vnet.",
        helpLinkUri: HelpLinks.Of(RuleIds.RawUse));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        AccessorTable accessors = new();
        RegisterOperations(context, OperationKind.FieldReference, use => Analyze(use, accessors));
        context.RegisterSyntaxNodeAction(cref => AnalyzeCref(cref, accessors), SyntaxKind.NameMemberCref);
    }

    private static void Analyze(OperationUse use, AccessorTable accessors)
    {
        IFieldReferenceOperation reference = (IFieldReferenceOperation)use.Operation;

        // A readonly field can be written in no other place than the static constructor; VIM0011 speaks of that.
        if (accessors.Of(reference.Field) is { } accessor && !(reference.Field.IsReadOnly && IsWrite(reference)))
        {
            Report(use.Report, NameOf(reference.Syntax), reference.Field, accessor);
        }
    }

    private static void AnalyzeCref(SyntaxNodeAnalysisContext context, AccessorTable accessors)
    {
        NameMemberCrefSyntax cref = (NameMemberCrefSyntax)context.Node;
        if (cref.Parameters is null
            && context.SemanticModel.GetSymbolInfo(cref, context.CancellationToken).Symbol is IFieldSymbol field
            && accessors.Of(field) is { } accessor)
        {
            Report(context.ReportDiagnostic, NameOf(cref.Name), field, accessor);
        }
    }

    private static bool IsWrite(IFieldReferenceOperation reference) =>
        reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;

    private static SyntaxNode NameOf(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax member => member.Name,
        QualifiedNameSyntax qualified => qualified.Right,
        _ => node,
    };

    private static void Report(Action<Diagnostic> report, SyntaxNode name, IFieldSymbol field, IPropertySymbol accessor) =>
        report(Diagnostic.Create(s_rule, name.GetLocation(), field.Name, accessor.Name));
}
