using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0002: a mark on something that a vnet can't have for itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0002MarkOnUnsupportedMemberAnalyzer : DeclarationAnalyzer
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

    private protected override void Analyze(SymbolAnalysisContext context, MarkedVariable variable)
    {
        if (AdviceFor(variable, context.CancellationToken) is { } advice)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Location, variable.Symbol.Name, advice));
        }
    }

    private static string? AdviceFor(MarkedVariable variable, CancellationToken cancellation)
    {
        if (variable.Declaration.Parent is TypeDeclarationSyntax type && !Eligibility.CanBePartial(type))
        {
            return "this block holds no values; move it to the class around it, or remove the mark";
        }

        MarkObstacle obstacle = Eligibility.ObstacleOf(variable.Declaration);
        return obstacle == MarkObstacle.None && IsImplementedByUser(variable, cancellation)
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

    private static bool IsImplementedByUser(MarkedVariable variable, CancellationToken cancellation)
    {
        if (variable.Declaration is not PropertyDeclarationSyntax property)
        {
            return false;
        }

        foreach (SyntaxReference part in variable.Symbol.ContainingType.DeclaringSyntaxReferences)
        {
            if (part.GetSyntax(cancellation) is not TypeDeclarationSyntax type)
            {
                continue;
            }

            foreach (MemberDeclarationSyntax member in type.Members)
            {
                if (member is PropertyDeclarationSyntax other
                    && other.Identifier.ValueText == property.Identifier.ValueText
                    && other != property
                    && Marks.Find(other, "GeneratedCode") is null)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
