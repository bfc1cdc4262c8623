using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Analyzers;

/// <summary>A field, property or event with <c>[Virtualized]</c>, in source.</summary>
/// <param name="Symbol">The variable.</param>
/// <param name="Mark">The mark as written.</param>
/// <param name="Declaration">What the mark stands on.</param>
internal sealed record MarkedVariable(ISymbol Symbol, AttributeSyntax Mark, MemberDeclarationSyntax Declaration)
{
    /// <summary>Gets the variable's name where it is declared.</summary>
    internal Location Location => Symbol.Locations[0];

    /// <summary>Gets a value indicating whether the accessor returns the variable itself.</summary>
    internal bool IsByRef => Eligibility.IsByRef(Mark);

    /// <summary>Gets a value indicating whether the generator takes the declaration for a marked one that it can serve.</summary>
    internal bool IsServed => Marks.Find(Declaration, Marks.Virtualized) is not null
        && Eligibility.IsEligible(Declaration)
        && Declaration.Parent is TypeDeclarationSyntax type
        && Eligibility.IsExtensible(type);

    /// <returns>The variable, or <see langword="null"/> if <paramref name="symbol"/> is not marked, or marked at its other part.</returns>
    internal static MarkedVariable? Of(ISymbol symbol, VimageSymbols symbols, CancellationToken cancellation) =>
        VimageSymbols.Find(symbol, symbols.Virtualized)?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax mark
        && mark.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } declaration
        && VimageSymbols.IsWrittenAt(symbol, declaration)
            ? new MarkedVariable(symbol, mark, declaration)
            : null;
}
