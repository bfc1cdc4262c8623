using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0013: a vnet owns something that has to be released, and its module has no <c>[VnetUninit]</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0013MissingUninitAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.MissingUninit,
        "State that has to be released needs a [VnetUninit] method",
        "Each vnet has its own '{0}', and nobody {1} it when the vnet is destroyed; add a [VnetUninit] method",
        RuleCategories.Declaration,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Where one static lived as long as the process, N vnets come and go. "
            + "Timers, threads, streams and the like must be stopped or disposed of with the vnet that has them.",
        helpLinkUri: HelpLinks.Of(RuleIds.MissingUninit));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    /// <summary>Returns whether a value of the type is disposed of by calling its <c>Dispose</c>.</summary>
    internal static bool IsDisposable(ITypeSymbol type) =>
        (type.SpecialType == SpecialType.System_IDisposable || Implements(type, "IDisposable")) && !IsTask(type);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        PerType<bool> hasUninit = new(type => HasUninit(type, symbols));
        context.RegisterSymbolAction(symbol => Analyze(symbol, symbols, hasUninit), SymbolKind.Field, SymbolKind.Property);
    }

    private static void Analyze(SymbolAnalysisContext context, VimageSymbols symbols, PerType<bool> hasUninit)
    {
        if (MarkedVariable.Of(context.Symbol, symbols, context.CancellationToken) is { } variable
            && variable.IsServed
            && VerbFor(variable.Symbol is IFieldSymbol field ? field.Type : ((IPropertySymbol)variable.Symbol).Type) is { } verb
            && !hasUninit.Of(variable.Symbol.ContainingType))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Location, variable.Symbol.Name, verb));
        }
    }

    private static string? VerbFor(ITypeSymbol type) =>
        type is { Name: "Thread", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } ? "stops"
        : IsDisposable(type) || Implements(type, "IAsyncDisposable") ? "disposes of"
        : null;

    // A task is disposable and need not be disposed of.
    private static bool IsTask(ITypeSymbol type)
    {
        for (ITypeSymbol? each = type; each is not null; each = each.BaseType)
        {
            if (each is { Name: "Task", ContainingNamespace.Name: "Tasks" })
            {
                return true;
            }
        }

        return false;
    }

    private static bool Implements(ITypeSymbol type, string @interface)
    {
        foreach (INamedTypeSymbol each in type.AllInterfaces)
        {
            if (each.Name == @interface && each.ContainingNamespace is { Name: "System" })
            {
                return !IsTask(type);
            }
        }

        return false;
    }

    private static bool HasUninit(INamedTypeSymbol type, VimageSymbols symbols)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol && VimageSymbols.Find(member, symbols.VnetUninit) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
