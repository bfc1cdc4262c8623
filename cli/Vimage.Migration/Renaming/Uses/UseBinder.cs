using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Globals;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>Binds names, and says of those that mean a global what they need.</summary>
/// <param name="globals">The globals.</param>
/// <param name="accessors">Their accessors' names.</param>
internal sealed class UseBinder(GlobalSet globals, AccessorNames accessors)
{
    /// <summary>Returns the use, or <see langword="null"/> if the name means something else.</summary>
    internal Use? Bind(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(name, cancellation);
        ISymbol? symbol = info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
        if (!globals.TryGet(symbol, out GlobalVariable? global))
        {
            return null;
        }

        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        UseNeeds needs = UseAnalysis.NeedsOf(whole, symbol, model);
        return needs.HasFlag(UseNeeds.NameStays)
            ? new Use(global.Key, name.Identifier, needs, Qualifier: null, Captured: [])
            : new Use(global.Key, name.Identifier, needs, QualifierOf(name, symbol, model), CapturedArgument.Of(whole, model));
    }

    // A local, a parameter or a nearer member may already have the accessor's name.
    private string? QualifierOf(SimpleNameSyntax name, ISymbol symbol, SemanticModel model)
    {
        bool isQualified = name.Parent is QualifiedCrefSyntax
            || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name);
        if (isQualified || !accessors.IsInUse(symbol.Name))
        {
            return null;
        }

        bool isHidden = model.LookupSymbols(name.SpanStart, name: accessors.Of(symbol.Name)).Any(found =>
            !SymbolEqualityComparer.Default.Equals(found.OriginalDefinition.ContainingSymbol, symbol.OriginalDefinition.ContainingSymbol));
        return isHidden ? symbol.ContainingType.ToMinimalDisplayString(model, name.SpanStart) + "." : null;
    }
}
