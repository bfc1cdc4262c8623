using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0009: a marked declaration whose type or initializer can't be repeated in a generated file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0009NotRepeatableAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.NotRepeatable,
        "The declaration of a virtualized variable can't be repeated in a generated file",
        "'{0}' can't be repeated in a generated file: {1}",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The type and the initializer of a virtualized variable are copied into a generated file, "
            + "one run for each vnet. They must mean the same there.",
        helpLinkUri: HelpLinks.Of(RuleIds.NotRepeatable));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.FieldDeclaration, SyntaxKind.PropertyDeclaration);

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        MemberDeclarationSyntax member = (MemberDeclarationSyntax)context.Node;
        if (Marks.Find(member, Marks.Virtualized) is null || !Eligibility.IsEligible(member))
        {
            return;
        }

        switch (member)
        {
            case FieldDeclarationSyntax field:
                AnalyzeType(context, field.Declaration.Type);
                foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables)
                {
                    AnalyzeInitializer(context, field.Declaration.Type, variable.Initializer?.Value);
                }

                break;
            case PropertyDeclarationSyntax property:
                AnalyzeType(context, property.Type);
                AnalyzeInitializer(context, property.Type, property.Initializer?.Value);
                break;
        }
    }

    private static void AnalyzeType(SyntaxNodeAnalysisContext context, TypeSyntax type)
    {
        if (type is not (PointerTypeSyntax or FunctionPointerTypeSyntax or ArrayTypeSyntax or PredefinedTypeSyntax or GenericNameSyntax)
            && context.SemanticModel.GetTypeInfo(type, context.CancellationToken).Type
                is IPointerTypeSymbol or IFunctionPointerTypeSymbol)
        {
            Report(context, type, "an alias of a pointer type is not seen as one; write the pointer type itself");
        }
    }

    private static void AnalyzeInitializer(SyntaxNodeAnalysisContext context, TypeSyntax type, ExpressionSyntax? initializer)
    {
        if (initializer is InitializerExpressionSyntax && WithoutNullable(type) is not ArrayTypeSyntax)
        {
            Report(context, type, "elements in braces need the array type itself and not an alias; write it, or 'new' before them");
        }

        foreach (SyntaxNode node in initializer?.DescendantNodesAndSelf() ?? [])
        {
            // Of A.B, A is the one to tell about.
            if (node is SimpleNameSyntax name
                && name != (name.Parent as MemberAccessExpressionSyntax)?.Name
                && name != (name.Parent as QualifiedNameSyntax)?.Right
                && context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol is INamedTypeSymbol named
                && IsFileLocal(named))
            {
                Report(context, name, "the type is local to this file; remove 'file' from it");
            }
        }
    }

    private static bool IsFileLocal(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal)
            {
                return true;
            }
        }

        return false;
    }

    private static TypeSyntax WithoutNullable(TypeSyntax type) => type is NullableTypeSyntax nullable ? nullable.ElementType : type;

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxNode node, string advice) =>
        context.ReportDiagnostic(Diagnostic.Create(s_rule, node.GetLocation(), node.ToString(), advice));
}
