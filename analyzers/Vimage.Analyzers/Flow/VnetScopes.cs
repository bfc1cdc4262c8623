using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Analyzers.Flow;

/// <summary>Recognises the calls that make another vnet the current one.</summary>
internal static class VnetScopes
{
    private static readonly HashSet<string> s_switches = ["Enter", "EnterSync", "Run", "RunAsync"];

    /// <summary>Returns whether a call opens a scope that has to be disposed of.</summary>
    internal static bool IsScope(IInvocationOperation call, VimageSymbols symbols) =>
        IsSync(call, symbols) || IsOfVnet(call.TargetMethod, symbols, "Enter");

    /// <summary>Returns whether a call opens a scope that holds on this thread only.</summary>
    internal static bool IsSync(IInvocationOperation call, VimageSymbols symbols) =>
        IsOfVnet(call.TargetMethod, symbols, "EnterSync") || IsMacro(call.TargetMethod);

    /// <summary>Returns whether a call makes a vnet the current one for a scope, or for a function that it is handed.</summary>
    internal static bool IsSwitch(IInvocationOperation call, VimageSymbols symbols) => IsMacro(call.TargetMethod)
        || (s_switches.Contains(call.TargetMethod.Name) && IsOfVnet(call.TargetMethod, symbols, call.TargetMethod.Name));

    /// <summary>Returns the text that runs while a scope is open: up to the end of its <c>using</c>, or of the block around it.</summary>
    internal static TextSpan ExtentOf(IInvocationOperation scope)
    {
        SyntaxNode syntax = scope.Syntax;
        foreach (SyntaxNode node in syntax.Ancestors())
        {
            switch (node)
            {
                case UsingStatementSyntax @using when !@using.Statement.Span.Contains(syntax.SpanStart):
                    return @using.Statement.Span;
                case BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax:
                    return TextSpan.FromBounds(syntax.Span.End, node.Span.End);
                case MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax:
                    return new TextSpan(syntax.Span.End, 0);
            }
        }

        return new TextSpan(syntax.Span.End, 0);
    }

    /// <summary>Returns the operation that all others of the same body or initializer are in.</summary>
    internal static IOperation RootOf(IOperation operation)
    {
        IOperation root = operation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root;
    }

    private static bool IsOfVnet(IMethodSymbol method, VimageSymbols symbols, string name) =>
        method.Name == name && SymbolEqualityComparer.Default.Equals(method.ContainingType, symbols.Vnet);

    private static bool IsMacro(IMethodSymbol method) =>
        method is { Name: GeneratedNames.EnterVnet, IsStatic: true } && Accessors.IsGenerated(method.ContainingType);
}
