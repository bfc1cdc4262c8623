using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0005: the name of an accessor is taken, or takes over a name that meant something else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0005NameCollisionAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.NameCollision,
        "The name of a generated member is taken",
        "The accessor of '{0}' would be '{1}', but {2}; rename one of them",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The accessor of a field x is V_x. The name must be free in the type, "
            + "and must not silently replace a name that was inherited or in scope before.",
        helpLinkUri: HelpLinks.Of(RuleIds.NameCollision));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(SymbolAnalysisContext context, MarkedVariable variable)
    {
        ISymbol symbol = variable.Symbol;
        if (symbol is not IPropertySymbol && symbol.IsStatic)
        {
            string name = GeneratedNames.Accessor(symbol.Name);
            if (CollisionIn(symbol.ContainingType, name, context.Compilation) is { } collision)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Location, symbol.Name, name, collision));
            }
        }
    }

    private static string? CollisionIn(INamedTypeSymbol type, string name, Compilation compilation)
    {
        if (AccessorCollisions.In(type, name) is { } collision)
        {
            return collision;
        }

        for (INamedTypeSymbol? @base = type.BaseType; @base is not null; @base = @base.BaseType)
        {
            if (AccessorCollisions.HasOther(@base, name, compilation, type))
            {
                return $"it would hide the member that is inherited from '{@base.Name}'";
            }
        }

        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (AccessorCollisions.HasOther(outer, name))
            {
                return $"it would hide the member of '{outer.Name}', the type around it";
            }
        }

        return null;
    }
}
