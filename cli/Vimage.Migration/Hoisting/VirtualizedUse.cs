using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Hoisting;

/// <summary>A place that accesses a virtualized variable.</summary>
/// <param name="Expression">The access, with the type before it if that is written.</param>
/// <param name="Module">The type that has the variable.</param>
/// <param name="MemberName">The name of the variable's member in a view.</param>
/// <param name="IsInLoop">Whether it is in a loop of the body that it is in.</param>
internal sealed record VirtualizedUse(ExpressionSyntax Expression, INamedTypeSymbol Module, string MemberName, bool IsInLoop);
