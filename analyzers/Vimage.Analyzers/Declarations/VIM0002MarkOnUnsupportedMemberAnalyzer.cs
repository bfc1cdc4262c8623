using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0002: a mark on something that a vnet can't have for itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0002MarkOnUnsupportedMemberAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.MarkOnUnsupportedMember,
        "The marked member can't be virtualized",
        "'{0}' can't be virtualized: {1}",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Static fields, static partial properties without bodies and static partial events hold a value "
            + "that each vnet can have for itself; nothing else does.",
        helpLinkUri: HelpLinks.Of(RuleIds.MarkOnUnsupportedMember));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        PerType<HashSet<string>> implemented = new(ImplementedIn);
        DeclarationAnalyzer.RegisterVariables(context, symbols, (symbol, variable) => Analyze(symbol, variable, implemented));
    }

    private static void Analyze(SymbolAnalysisContext context, MarkedVariable variable, PerType<HashSet<string>> implemented)
    {
        if (AdviceFor(variable, implemented) is { } advice)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Location, variable.Symbol.Name, advice));
        }
    }

    private static string? AdviceFor(MarkedVariable variable, PerType<HashSet<string>> implemented)
    {
        if (variable.Declaration.Parent is TypeDeclarationSyntax type && !Eligibility.CanBePartial(type))
        {
            return "this block holds no values; move it to the class around it, or remove the mark";
        }

        MarkObstacle obstacle = Eligibility.ObstacleOf(variable.Declaration);
        return obstacle == MarkObstacle.None
            && variable.Symbol is IPropertySymbol property
            && implemented.Of(property.ContainingType).Contains(property.Name)
            ? "both of its parts are written here; remove the implementing part, which is generated, or the mark"
            : AdviceFor(obstacle, variable.Symbol);
    }

    private static string? AdviceFor(MarkObstacle obstacle, ISymbol symbol) => (obstacle, symbol) switch
    {
        (MarkObstacle.NotStatic, IFieldSymbol) => "each object has its own already; make it static, or remove the mark",
        (MarkObstacle.NotStatic, IPropertySymbol) =>
            $"write 'static partial' and accessors without bodies, as in 'static partial int {symbol.Name} {{ get; set; }}'",
        (MarkObstacle.NotStatic or MarkObstacle.NotPartial, IEventSymbol) =>
            $"write 'static partial event', and raise it through 'V_{symbol.Name}'",
        (MarkObstacle.NotPartial, _) => "write 'static partial', so that its accessors can be generated",
        (MarkObstacle.Constant, _) => "a constant is the same everywhere; remove the mark",
        (MarkObstacle.HasBody, IEventSymbol) => "it has accessors of its own; mark the field that they use instead",
        (MarkObstacle.HasBody, _) => "it has a body of its own; mark the field that it reads instead, or leave the accessors empty",
        (MarkObstacle.NoGetter, _) => "it can't be read; add 'get;'",
        (MarkObstacle.NotOwn, _) => "its implementation is elsewhere; remove 'extern', 'abstract' or 'virtual', or the mark",
        (MarkObstacle.NotAVariable, _) => "it holds no static value; remove the mark",
        _ => null,
    };

    // Of a type, the properties of which people have written both parts.
    private static HashSet<string> ImplementedIn(INamedTypeSymbol type)
    {
        HashSet<string> once = new(StringComparer.Ordinal);
        HashSet<string> twice = new(StringComparer.Ordinal);
        foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
        {
            if (part.GetSyntax() is not TypeDeclarationSyntax declaration)
            {
                continue;
            }

            foreach (PropertyDeclarationSyntax property in declaration.Members.OfType<PropertyDeclarationSyntax>())
            {
                if (Marks.Find(property, "GeneratedCode") is null && !once.Add(property.Identifier.ValueText))
                {
                    twice.Add(property.Identifier.ValueText);
                }
            }
        }

        return twice;
    }
}
