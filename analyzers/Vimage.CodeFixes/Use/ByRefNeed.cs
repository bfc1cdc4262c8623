using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Vimage.Analyzers.Use;

namespace Vimage.CodeFixes.Use;

internal static class ByRefNeed
{
    /// <summary>Returns whether any use of an accessor in a solution needs the variable itself.</summary>
    internal static async Task<bool> ExistsAsync(IPropertySymbol accessor, Solution solution, CancellationToken cancellation)
    {
        IEnumerable<ReferencedSymbol> found = await SymbolFinder.FindReferencesAsync(accessor, solution, cancellation).ConfigureAwait(false);
        foreach (ReferenceLocation location in found.SelectMany(static symbol => symbol.Locations))
        {
            SemanticModel? model = await location.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
            SyntaxNode? root = await location.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            if (root?.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true) is SimpleNameSyntax name
                && VariableUses.Of(name, accessor.Type, model!, cancellation) != VariableUse.Value)
            {
                return true;
            }
        }

        return false;
    }
}
