using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers.Inventory;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Graduating;

/// <summary>
/// Which static variables the code of a project touches, with all that it calls, as far as that is in the project.
/// </summary>
/// <param name="module">The type whose initializers it is about: that they run is known.</param>
/// <param name="project">The project.</param>
/// <param name="cancellation">To stop.</param>
internal sealed class InitializerTouches(INamedTypeSymbol module, CodebaseProject project, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxNode, (HashSet<GlobalKey> Touched, HashSet<GlobalKey> Shared, HashSet<SyntaxNode> Next)> _direct = [];

    /// <summary>Returns what code touches; and of that, what it writes, or what others that touch it can tell.</summary>
    internal (HashSet<GlobalKey> Touched, HashSet<GlobalKey> Shared) Of(SyntaxNode code)
    {
        HashSet<GlobalKey> touched = [];
        HashSet<GlobalKey> shared = [];
        HashSet<SyntaxNode> seen = [code];
        Queue<SyntaxNode> open = new(seen);
        while (open.TryDequeue(out SyntaxNode? node))
        {
            cancellation.ThrowIfCancellationRequested();
            (HashSet<GlobalKey> direct, HashSet<GlobalKey> directlyShared, HashSet<SyntaxNode> next) = DirectlyBy(node);
            touched.UnionWith(direct);
            shared.UnionWith(directlyShared);
            foreach (SyntaxNode called in next.Where(seen.Add))
            {
                open.Enqueue(called);
            }
        }

        return (touched, shared);
    }

    private (HashSet<GlobalKey> Touched, HashSet<GlobalKey> Shared, HashSet<SyntaxNode> Next) DirectlyBy(SyntaxNode code)
    {
        if (_direct.TryGetValue(code, out (HashSet<GlobalKey>, HashSet<GlobalKey>, HashSet<SyntaxNode>) known))
        {
            return known;
        }

        HashSet<GlobalKey> touched = [];
        HashSet<GlobalKey> shared = [];
        HashSet<SyntaxNode> next = [];
        SemanticModel model = project.Compilation.GetSemanticModel(code.SyntaxTree);
        DeferredCode deferred = new(model, cancellation);
        foreach (SyntaxNode node in code.DescendantNodesAndSelf(node => node == code || !deferred.IsDeferred(node)))
        {
            if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax)
                || model.GetSymbolInfo(node, cancellation).Symbol?.OriginalDefinition is not { } symbol
                || (symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } && deferred.IsDeferred(node)))
            {
                continue;
            }

            if (VariableOf(symbol) is { } variable && GlobalKey.Of(variable) is { } key)
            {
                _ = touched.Add(key);
                if (IsWrite(node) || TypeMutability.CanChange(TypeOf(variable)))
                {
                    _ = shared.Add(key);
                }

                if (TypeOf(variable).TypeKind == TypeKind.Delegate)
                {
                    next.UnionWith(FunctionsOf(variable));
                }
            }

            next.UnionWith(CodeOf(symbol));
        }

        return _direct[code] = (touched, shared, next);
    }

    // V_x, and x where the user has moved it into a state struct, are the variable that they stand for.
    private ISymbol? VariableOf(ISymbol symbol)
    {
        if (!symbol.IsStatic || symbol is not (IFieldSymbol or IPropertySymbol or IEventSymbol))
        {
            return null;
        }

        bool isAccessor = symbol is IPropertySymbol
            && symbol.Name.StartsWith(GeneratedNames.AccessorPrefix, StringComparison.Ordinal)
            && !IsWritten(symbol);
        return isAccessor
            ? symbol.ContainingType.GetMembers(symbol.Name[GeneratedNames.AccessorPrefix.Length..]).FirstOrDefault()
            : symbol;
    }

    private static ITypeSymbol TypeOf(ISymbol variable) => variable switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => ((IEventSymbol)variable).Type,
    };

    // What runs when the symbol is used: its body; of a constructor the initializers of the object; of a static, those of its type.
    private IEnumerable<SyntaxNode> CodeOf(ISymbol symbol)
    {
        if (!IsWritten(symbol))
        {
            yield break;
        }

        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = reference.GetSyntax(cancellation);
            if (declaration is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or LocalFunctionStatementSyntax)
            {
                yield return declaration;
            }
        }

        bool isConstructor = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor };
        if ((isConstructor || symbol.IsStatic)
            && symbol.ContainingType is { } type
            && (isConstructor || !SymbolEqualityComparer.Default.Equals(type, module.OriginalDefinition)))
        {
            foreach (SyntaxNode initializer in InitializersOf(type, isStatic: !isConstructor))
            {
                yield return initializer;
            }
        }
    }

    // What a delegate may call: the functions that its initializer mentions.
    private IEnumerable<SyntaxNode> FunctionsOf(ISymbol variable)
    {
        foreach (SyntaxNode node in variable.DeclaringSyntaxReferences.SelectMany(part => part.GetSyntax(cancellation).DescendantNodes()))
        {
            if (node is AnonymousFunctionExpressionSyntax function)
            {
                yield return function.Body;
            }
            else if (node is SimpleNameSyntax
                && project.Compilation.GetSemanticModel(node.SyntaxTree).GetSymbolInfo(node, cancellation).Symbol is IMethodSymbol method)
            {
                foreach (SyntaxNode body in CodeOf(method.OriginalDefinition))
                {
                    yield return body;
                }
            }
        }
    }

    private IEnumerable<SyntaxNode> InitializersOf(INamedTypeSymbol type, bool isStatic) =>
        from reference in type.DeclaringSyntaxReferences
        where project.Files.ContainsKey(reference.SyntaxTree.FilePath)
        from member in ((reference.GetSyntax(cancellation) as TypeDeclarationSyntax)?.Members ?? []).ToArray()
        where Eligibility.Has(member, SyntaxKind.StaticKeyword) == isStatic
        from value in StaticInitializer.ValuesOf(member)
        select value;

    private bool IsWritten(ISymbol symbol) => GlobalKey.Of(symbol) is { } key && project.Files.ContainsKey(key.FilePath);

    private static bool IsWrite(SyntaxNode name)
    {
        SyntaxNode target = name;
        while (target.Parent is MemberAccessExpressionSyntax access && access.Name == target)
        {
            target = access;
        }

        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target,
            PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => true,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
            _ => false,
        };
    }
}
