using Microsoft.CodeAnalysis;
using Vimage.Analyzers.Inventory;
using Vimage.Migration.Globals;
using Vimage.Migration.Graduating;
using Vimage.Migration.Loading;
using Vimage.Migration.Scanning.Il;
using Vimage.Migration.Scanning.Uses;

namespace Vimage.Migration.Scanning;

/// <summary>Finds every static of a code base, and what the program does with it.</summary>
public static class Scanner
{
    /// <summary>Scans a code base.</summary>
    /// <param name="codebase">The code base.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">To stop.</param>
    /// <returns>What was found.</returns>
    public static ScanResult Scan(Codebase codebase, ScanOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(codebase);
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<GlobalVariable> statics = StaticVariables.In(codebase, cancellation);
        StaticUseFinder uses = new(codebase, statics, options.Jobs);
        int done = 0;
        foreach (CodebaseProject project in codebase.Projects)
        {
            options.OnProgress(new StepProgress("find uses", done++, codebase.Projects.Count));
            uses.Find(project, cancellation);
        }

        StaticFinding[] findings = [.. statics.Select(global => Judge(global, uses[global.Key])).OrderBy(static each => each.Symbol, StringComparer.Ordinal)];
        ScanResult result = options.ChecksIl ? CheckIl(codebase, findings, options, cancellation) : new ScanResult(findings, 0, 0, []);
        return result with { Graduated = [.. StateStructVariables.In(codebase, cancellation).Select(static variable => variable.Symbol)] };
    }

    private static StaticFinding Judge(GlobalVariable global, StaticUses uses)
    {
        uses.Add(TrapsOf(global.Symbol));
        Mutability mutability = MutabilityOf(global.Symbol);
        (StaticClass @class, string reason) = ClassSuggestion.Of(global, mutability, uses);
        return new StaticFinding(
            global,
            global.Symbol.GetDocumentationCommentId()!,
            StaticUseFinder.TypeOf(global.Symbol).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            mutability,
            uses.Reads + uses.Locks,
            uses.Writers,
            uses.HandedOut,
            uses.Traps,
            @class,
            reason);
    }

    private static ScanResult CheckIl(Codebase codebase, StaticFinding[] findings, ScanOptions options, CancellationToken cancellation)
    {
        Dictionary<string, StaticFinding> bySymbol = findings.DistinctBy(static each => each.Symbol).ToDictionary(static each => each.Symbol, StringComparer.Ordinal);
        List<IlCheckResult> results = [];
        foreach (CodebaseProject project in codebase.Projects)
        {
            options.OnProgress(new StepProgress("compare with IL", results.Count, codebase.Projects.Count));
            results.Add(IlCheck.Run(project, bySymbol, cancellation));
        }

        return new ScanResult(
            findings,
            results.Sum(static each => each.MadeByGenerators),
            results.Sum(static each => each.MadeByCompiler),
            [.. results.SelectMany(static each => each.Differences)]);
    }

    private static Mutability MutabilityOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } =>
            TypeMutability.CanChange(StaticUseFinder.TypeOf(symbol)) ? Mutability.Contents : Mutability.Immutable,
        _ => Mutability.Variable,
    };

    private static Trap TrapsOf(ISymbol symbol)
    {
        Trap traps = symbol switch
        {
            IFieldSymbol { IsVolatile: true } => Trap.Volatile,
            IEventSymbol => Trap.Event,
            _ => Trap.None,
        };
        bool isPerThread = symbol.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == nameof(ThreadStaticAttribute));
        bool isGeneric = GlobalSet.TypesAround(symbol).Any(static type => type.Arity > 0);
        bool hasConstructor = symbol.ContainingType.StaticConstructors.Any(static constructor => !constructor.IsImplicitlyDeclared);
        return traps
            | (isPerThread ? Trap.ThreadStatic : Trap.None)
            | (isGeneric ? Trap.Generic : Trap.None)
            | (hasConstructor ? Trap.StaticConstructor : Trap.None);
    }
}
