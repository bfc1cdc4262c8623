using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers.Inventory;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming.Disabled;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Scanning.Uses;

/// <summary>Finds what is done with each static in all projects.</summary>
internal sealed class StaticUseFinder
{
    private static readonly string[] s_reflecting = ["GetField", "GetProperty", "GetEvent", "GetMember", "InvokeMember", "GetRuntimeField", "GetRuntimeProperty"];

    private readonly GlobalSet _globals;
    private readonly UseFinder _finder;
    private readonly Dictionary<GlobalKey, StaticUses> _uses;
    private readonly ILookup<string, StaticUses> _byName;

    internal StaticUseFinder(Codebase codebase, IReadOnlyList<GlobalVariable> statics, int jobs)
    {
        _globals = new GlobalSet(statics);
        string[] names = [.. statics.Select(static global => global.Symbol.Name)];
        _finder = new UseFinder(
            new IdentifierScanner(names), new UseBinder(_globals, new AccessorNames(codebase, names, GeneratedNames.AccessorPrefix)), jobs);
        _uses = statics.ToDictionary(static global => global.Key, static _ => new StaticUses());
        _byName = statics.ToLookup(static global => global.Symbol.Name, global => _uses[global.Key], StringComparer.Ordinal);
    }

    internal StaticUses this[GlobalKey key] => _uses[key];

    internal void Find(CodebaseProject project, CancellationToken cancellation)
    {
        UsesOfProject found = _finder.Find(project, cancellation);
        InitializationHelpers helpers = new(project, cancellation);
        foreach (IGrouping<SyntaxTree, Use> file in found.Uses.Concat(found.Generated).GroupBy(static use => use.Name.SyntaxTree!))
        {
            cancellation.ThrowIfCancellationRequested();
            SemanticModel model = project.Compilation.GetSemanticModel(file.Key);
            foreach (Use use in file)
            {
                Add(use, model, helpers);
            }
        }

        foreach (DisabledName name in found.Disabled)
        {
            SetTrap(name.Word, Trap.DisabledBranch);
        }

        foreach (SyntaxTree tree in project.Files.Values)
        {
            FindReflection(tree.GetRoot(cancellation));
        }
    }

    private void Add(Use use, SemanticModel model, InitializationHelpers helpers)
    {
        SyntaxNode name = use.Name.Parent!;
        if (name.FirstAncestorOrSelf<CrefSyntax>() is not null)
        {
            return;
        }

        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
        ITypeSymbol type = TypeOf(_globals[use.Global].Symbol);
        _uses[use.Global].Add(use.Name, AccessAnalysis.Of(whole, type, TypeMutability.CanChange(type), model), use.Needs, helpers);
    }

    // Only texts that are as a whole the name of a static.
    private void FindReflection(SyntaxNode root)
    {
        foreach (InvocationExpressionSyntax call in root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } && s_reflecting.Contains(method))
            {
                foreach (LiteralExpressionSyntax text in call.ArgumentList.Arguments
                    .Select(static argument => argument.Expression)
                    .OfType<LiteralExpressionSyntax>()
                    .Where(static literal => literal.IsKind(SyntaxKind.StringLiteralExpression)))
                {
                    SetTrap(text.Token.ValueText, Trap.Reflection);
                }
            }
        }
    }

    private void SetTrap(string name, Trap trap)
    {
        foreach (StaticUses uses in _byName[name])
        {
            uses.Add(trap);
        }
    }

    internal static ITypeSymbol TypeOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => ((IEventSymbol)symbol).Type,
    };
}
