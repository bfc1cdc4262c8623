using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0006: a mark that the generator, which reads names and not meanings, takes for something else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0006MarkNotRecognizedAnalyzer : VimageAnalyzer
{
    /// <summary>The property of a diagnostic that holds the attribute's own name.</summary>
    internal const string NameProperty = "Name";

    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.MarkNotRecognized,
        "A mark must be written by its own name",
        "{0}",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The generator reads each file by itself, from its text. It knows [Virtualized], [VnetModule], [VnetInit], "
            + "[VnetUninit] and [VnetClone] by these names, on the declaration itself: no alias, and no attribute target.",
        helpLinkUri: HelpLinks.Of(RuleIds.MarkNotRecognized));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        context.RegisterSymbolAction(
            symbol => AnalyzeAttributes(symbol, symbols),
            SymbolKind.Field,
            SymbolKind.Property,
            SymbolKind.Event,
            SymbolKind.Method,
            SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(node => AnalyzeTarget(node, symbols), SyntaxKind.AttributeTargetSpecifier);
    }

    // Names: an alias of ours, or somebody else's attribute of the same name.
    private static void AnalyzeAttributes(SymbolAnalysisContext context, VimageSymbols symbols)
    {
        foreach (AttributeData attribute in context.Symbol.GetAttributes())
        {
            string? own = symbols.NameOfMark(attribute.AttributeClass);
            if ((own is null && !IsNamesake(attribute.AttributeClass))
                || attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax syntax
                || !VimageSymbols.IsWrittenAt(context.Symbol, syntax.Parent!.Parent!))
            {
                continue;
            }

            if (own is null)
            {
                Report(
                    context.ReportDiagnostic,
                    syntax,
                    null,
                    $"The generator would take '{attribute.AttributeClass!.ToDisplayString()}' for Vimage's; rename it or alias it");
            }
            else if (!Marks.IsNamed(syntax.Name, own))
            {
                Report(context.ReportDiagnostic, syntax, own, $"Write [{own}]; the generator can't see through the alias '{syntax.Name}'");
            }
        }
    }

    private static void AnalyzeTarget(SyntaxNodeAnalysisContext context, VimageSymbols symbols)
    {
        foreach (AttributeSyntax attribute in ((AttributeListSyntax)context.Node.Parent!).Attributes)
        {
            if (IsNamedLikeMark(attribute.Name)
                && context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol is IMethodSymbol constructor
                && symbols.NameOfMark(constructor.ContainingType) is { } own)
            {
                Report(
                    context.ReportDiagnostic,
                    attribute,
                    own,
                    $"Write [{own}] without '{context.Node}', on the variable, type or method itself");
            }
        }
    }

    private static bool IsNamesake(INamedTypeSymbol? attribute) => attribute is
    {
        TypeKind: not TypeKind.Error,
        Name: Marks.Virtualized + "Attribute" or Marks.VnetModule + "Attribute"
            or Marks.VnetInit + "Attribute" or Marks.VnetUninit + "Attribute" or Marks.VnetClone + "Attribute",
    };

    private static bool IsNamedLikeMark(NameSyntax name) => Marks.IsNamed(name, Marks.Virtualized)
        || Marks.IsNamed(name, Marks.VnetModule)
        || Marks.IsNamed(name, Marks.VnetInit)
        || Marks.IsNamed(name, Marks.VnetUninit)
        || Marks.IsNamed(name, Marks.VnetClone);

    private static void Report(Action<Diagnostic> report, AttributeSyntax attribute, string? name, string advice) =>
        report(Diagnostic.Create(
            s_rule,
            attribute.Name.GetLocation(),
            name is null ? null : ImmutableDictionary<string, string?>.Empty.Add(NameProperty, name),
            advice));
}
