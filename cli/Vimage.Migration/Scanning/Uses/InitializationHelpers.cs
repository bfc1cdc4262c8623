using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Scanning.Uses;

/// <summary>
/// Recognises private methods that only initializers and static constructors of their type call, perhaps by way of each other: what
/// they write is written while the type is initialized.
/// </summary>
internal sealed class InitializationHelpers(CodebaseProject project, CancellationToken cancellation)
{
    private readonly Dictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Returns whether some code runs as part of such a method.</summary>
    internal bool Contain(SyntaxNode code) =>
        code.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is null
        && code.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
        && project.Compilation.GetSemanticModel(method.SyntaxTree).GetDeclaredSymbol(method, cancellation) is { } symbol
        && IsHelper(symbol);

    private bool IsHelper(IMethodSymbol method)
    {
        if (_known.TryGetValue(method, out bool isKnown))
        {
            return isKnown;
        }

        // Methods that call each other: what comes from outside decides.
        _known[method] = true;
        bool isHelper = method is { DeclaredAccessibility: Accessibility.Private, IsStatic: true, MethodKind: MethodKind.Ordinary }
            && UsesOf(method) is { Count: > 0 } uses
            && uses.TrueForAll(IsInitializing);
        return _known[method] = isHelper;
    }

    private List<SimpleNameSyntax> UsesOf(IMethodSymbol method)
    {
        INamedTypeSymbol outermost = method.ContainingType;
        while (outermost.ContainingType is { } outer)
        {
            outermost = outer;
        }

        List<SimpleNameSyntax> uses = [];
        foreach (SyntaxReference part in outermost.DeclaringSyntaxReferences)
        {
            SemanticModel model = project.Compilation.GetSemanticModel(part.SyntaxTree);
            uses.AddRange(part.GetSyntax(cancellation).DescendantNodes()
                .OfType<SimpleNameSyntax>()
                .Where(name => name.Identifier.ValueText == method.Name
                    && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol?.OriginalDefinition, method)));
        }

        return uses;
    }

    // A call, for what a delegate is called by nobody knows.
    private bool IsInitializing(SimpleNameSyntax use)
    {
        ExpressionSyntax called = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : use;
        return called.Parent is InvocationExpressionSyntax call
            && call.Expression == called
            && (WriteTimes.Of(use).Time is WriteTime.Initializer or WriteTime.StaticConstructor || Contain(use));
    }
}
