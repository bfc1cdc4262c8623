using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Analyzers.Hoisting;

/// <summary>Uses of one module in one body that can share one lookup of the module's state.</summary>
/// <param name="Module">The module, as it is used: a generic one with its arguments.</param>
/// <param name="Hook">Its <c>INIT_VNET_x</c>.</param>
/// <param name="Uses">The uses, with their qualification, in textual order.</param>
/// <param name="IsRepeated">Whether one of them is in a loop.</param>
/// <param name="Before">The statement of the body before which the lookup goes.</param>
internal sealed record HoistCandidate(
    INamedTypeSymbol Module, IMethodSymbol Hook, IReadOnlyList<ExpressionSyntax> Uses, bool IsRepeated, StatementSyntax Before);
