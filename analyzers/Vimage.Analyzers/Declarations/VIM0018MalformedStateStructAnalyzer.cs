using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0018: a state struct, or a member of one, that can't be what the mark makes of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0018MalformedStateStructAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.MalformedStateStruct,
        "The state struct can't hold the variables of a module",
        "'{0}' can't be in the state of a module: {1}",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The fields of a nested [Virtualized] partial struct are the variables of the type around it, "
            + "which gets a static member of each field's name.",
        helpLinkUri: HelpLinks.Of(RuleIds.MalformedStateStruct));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, symbols), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, VimageSymbols symbols)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (!symbols.IsVirtualized(type))
        {
            return;
        }

        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(context.CancellationToken) is TypeDeclarationSyntax part && !Accessors.IsGenerated(part.SyntaxTree))
            {
                AnalyzePart(context, type, part);
            }
        }
    }

    private static void AnalyzePart(SymbolAnalysisContext context, INamedTypeSymbol type, TypeDeclarationSyntax part)
    {
        if (AdviceFor(part) is { } advice)
        {
            Report(part.Identifier, advice);
            return;
        }

        foreach (MemberDeclarationSyntax member in part.Members)
        {
            AnalyzeMember(member);
        }

        foreach (SimpleNameSyntax name in NamesOutOfReach(type, part))
        {
            Report(name.Identifier, "where it is a static, the initializer runs in the type around; declare this there too");
        }

        void AnalyzeMember(MemberDeclarationSyntax member)
        {
            switch (member)
            {
                case FieldDeclarationSyntax field:
                    foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables)
                    {
                        if ((AdviceFor(field) ?? CollisionOf(type.ContainingType, variable.Identifier.ValueText)) is { } advice)
                        {
                            Report(variable.Identifier, advice);
                        }
                    }

                    break;
                case PropertyDeclarationSyntax { AccessorList: { } accessors } property
                    when accessors.Accessors.All(static each => each.Body is null && each.ExpressionBody is null):
                    Report(property.Identifier, "it is no field; declare it in the type around it, as a marked 'static partial' property");
                    break;
                case EventFieldDeclarationSyntax @event:
                    Report(
                        @event.Declaration.Variables[0].Identifier,
                        "it is no field; declare it in the type around it, as a marked 'static partial event'");
                    break;
            }
        }

        void Report(SyntaxToken name, string advice) =>
            context.ReportDiagnostic(Diagnostic.Create(s_rule, name.GetLocation(), name.ValueText, advice));
    }

    private static string? AdviceFor(TypeDeclarationSyntax part) => StateStructs.ObstacleOf(part) switch
    {
        StateStructObstacle.NotAStruct => "write 'partial struct'; a record or a ref struct can't be copied and kept as state is",
        StateStructObstacle.NotNested => "nest it in the type whose variables its fields are to be",
        StateStructObstacle.Generic => "it has type parameters of its own; those of the types around it can be used",
        StateStructObstacle.NotPartial => "write 'partial struct', so that it can be continued in a generated file",
        _ when !StateStructs.IsMarked(part) && StateStructs.VariablesOf(part).Any() =>
            "this part has fields and no mark; mark it too, because files are read one by one",
        _ when part.Parent is TypeDeclarationSyntax around && !IsContinuable(around) =>
            "the types around it must be 'partial', because its variables become members of them",
        _ => null,
    };

    private static bool IsContinuable(TypeDeclarationSyntax type) =>
        Eligibility.Has(type, SyntaxKind.PartialKeyword) && (type.Parent is not TypeDeclarationSyntax around || IsContinuable(around));

    private static string? AdviceFor(FieldDeclarationSyntax field) => StateStructs.ObstacleOf(field) switch
    {
        MarkObstacle.StaticInStateStruct => "it is static; remove 'static' to make it a variable, or declare it outside",
        MarkObstacle.FixedBuffer => "a buffer of fixed size can't be a static variable; use an array or an inline array",
        MarkObstacle.ThreadStatic => "it is one for each thread; declare it outside",
        _ => null,
    };

    // Initializers are repeated in the type around the struct, which sees no private member, and no other by its name alone.
    private static IEnumerable<SimpleNameSyntax> NamesOutOfReach(INamedTypeSymbol type, TypeDeclarationSyntax part) =>
        from field in StateStructs.VariablesOf(part)
        from variable in field.Declaration.Variables
        where variable.Initializer is not null
        from name in variable.Initializer!.DescendantNodes().OfType<SimpleNameSyntax>()
        where type.GetMembers(name.Identifier.ValueText).Any(member => IsOutOfReach(member, name))
        select name;

    private static bool IsOutOfReach(ISymbol member, SimpleNameSyntax name) =>
        (member.IsStatic || member is INamedTypeSymbol)
        && (name.Parent is MemberAccessExpressionSyntax access && access.Name == name
            ? member.DeclaredAccessibility == Accessibility.Private && access.Expression.ToString().EndsWith(member.ContainingType.Name, StringComparison.Ordinal)
            : name.Parent is not (NameColonSyntax or NameEqualsSyntax));

    private static string? CollisionOf(INamedTypeSymbol module, string name)
    {
        if (module.Name == name)
        {
            return "the type around it has that name itself";
        }

        // Outside Globals there is a property, and with it its accessors.
        foreach (string generated in new[] { name, GeneratedNames.Accessor(name), "get_" + name, "set_" + name })
        {
            foreach (ISymbol member in module.GetMembers(generated))
            {
                if (!Accessors.IsGenerated((member as IMethodSymbol)?.AssociatedSymbol ?? member))
                {
                    return $"'{module.Name}' has a member '{generated}' already";
                }
            }
        }

        return null;
    }
}
