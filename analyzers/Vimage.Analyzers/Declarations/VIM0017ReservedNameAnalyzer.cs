using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0017: a member of a module has a name that the generator uses in it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0017ReservedNameAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.ReservedName,
        "The name is used by generated code",
        "'{0}' is a name that generated code uses in '{1}'; give this member another one",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "In a type with virtualized members, VnetView, VnetPrivateView, INIT_VNET_x, and names that begin with "
            + "__Vnet, __vnet or __raw are the generator's.",
        helpLinkUri: HelpLinks.Of(RuleIds.ReservedName));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, symbols), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, VimageSymbols symbols)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (!symbols.IsModule(type))
        {
            return;
        }

        if (type.Name is GeneratedNames.View or GeneratedNames.PrivateView)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, type.Locations[0], type.Name, type.Name));
        }

        foreach (ISymbol member in type.GetMembers())
        {
            if (!member.IsImplicitlyDeclared && IsReserved(member, symbols) && OwnLocationOf(member) is { } location)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, location, member.Name, type.Name));
            }
        }
    }

    private static bool IsReserved(ISymbol member, VimageSymbols symbols) => member.Name switch
    {
        GeneratedNames.View or GeneratedNames.PrivateView => HasGeneratedNamesake(member) || IsInTheWayOfView(member, symbols),
        "_state" => member is IPropertySymbol && symbols.IsVirtualized(member),
        "__state" => member is IFieldSymbol && symbols.IsVirtualized(member),
        { } name when name.StartsWith(GeneratedNames.HookPrefix, StringComparison.Ordinal) => HasGeneratedNamesake(member) || IsInTheWayOfHook(member, symbols),
        { } name => name.StartsWith("__", StringComparison.Ordinal)
            && (name.StartsWith("__Vnet", StringComparison.Ordinal)
                || name.StartsWith("__vnet", StringComparison.Ordinal)
                || name.StartsWith("__raw", StringComparison.Ordinal)),
    };

    // Where the user declares a member; nowhere, if only the generator does. Of a view the user may declare a further part.
    private static Location? OwnLocationOf(ISymbol member)
    {
        bool isView = member.Name is GeneratedNames.View or GeneratedNames.PrivateView && Accessors.IsGenerated(member);
        foreach (Location location in member.Locations)
        {
            if (!isView && location.SourceTree is { } tree && !Accessors.IsGenerated(tree))
            {
                return location;
            }
        }

        return null;
    }

    // Overloads with other parameters are the user's own affair.
    private static bool HasGeneratedNamesake(ISymbol member)
    {
        foreach (ISymbol other in member.ContainingType.GetMembers(member.Name))
        {
            if (Accessors.IsGenerated(other)
                && (member is not IMethodSymbol method || other is not IMethodSymbol hook || TakesSame(method, hook)))
            {
                return true;
            }
        }

        return false;
    }

    // What would collide is not generated.
    private static bool IsInTheWayOfView(ISymbol member, VimageSymbols symbols) =>
        !member.ContainingType.GetMembers(member.Name).Any(Accessors.IsGenerated)
        && member.ContainingType.GetMembers().Any(each =>
            symbols.IsVirtualized(each)
            && (each.DeclaredAccessibility == Accessibility.Private) == (member.Name == GeneratedNames.PrivateView));

    private static bool IsInTheWayOfHook(ISymbol member, VimageSymbols symbols) =>
        member.Name == GeneratedNames.Hook(NameOf(member.ContainingType, symbols))
        && !member.ContainingType.GetMembers(member.Name).Any(Accessors.IsGenerated)
        && (member is not IMethodSymbol
            || member is IMethodSymbol { Arity: 0, Parameters.Length: 1 } method
                && method.Parameters[0].Type.SpecialType == SpecialType.System_Object);

    private static string NameOf(INamedTypeSymbol module, VimageSymbols symbols) =>
        VimageSymbols.Find(module, symbols.VnetModule) is { ConstructorArguments.Length: > 0 } mark
        && mark.ConstructorArguments[0].Value is string name
            ? name
            : module.Name;

    private static bool TakesSame(IMethodSymbol a, IMethodSymbol b) => a.Arity == b.Arity
        && a.Parameters.Length == b.Parameters.Length
        && a.Parameters.Zip(b.Parameters, static (x, y) => x.Type.SpecialType == y.Type.SpecialType).All(static same => same);
}
