using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Vimage.Analyzers;
using Vimage.Analyzers.Use;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Inventory;

/// <summary>
/// Virtualizes a static across a solution: marks it, makes its types partial, and writes <c>V_x</c> for <c>x</c> in every project.
/// </summary>
/// <remarks>What a disabled <c>#if</c> says is not seen here; <c>vimage rename</c> sees it.</remarks>
internal static class VirtualizeEdits
{
    /// <summary>Adds the edits; none if the static can't be virtualized.</summary>
    internal static async Task AddAsync(TextEdits edits, ISymbol variable, SemanticModel model, CancellationToken cancellation)
    {
        if (variable.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference)
        {
            return;
        }

        SyntaxNode node = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        if (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax type } declaration
            || VimageSymbols.Find(model.Compilation) is null
            || !CanBeMarked(declaration, type))
        {
            return;
        }

        // The mark is on all variables of the declaration.
        ISymbol[] all = declaration is FieldDeclarationSyntax or EventFieldDeclarationSyntax
            ? [.. ((BaseFieldDeclarationSyntax)declaration).Declaration.Variables.Select(each => model.GetDeclaredSymbol(each, cancellation)!)]
            : [variable];
        if (all.Any(each => !each.ContainingType.GetMembers(GeneratedNames.Accessor(each.Name)).IsEmpty))
        {
            return;
        }

        bool isByRef = false;
        List<SyntaxToken> names = [];
        foreach (ISymbol each in all)
        {
            isByRef |= await FindUsesAsync(edits.Solution, each, names, cancellation).ConfigureAwait(false);
        }

        foreach (SyntaxToken name in names)
        {
            edits.Replace(name.SyntaxTree!, name.Span, GeneratedNames.Accessor(name.ValueText));
        }

        string mark = MarkNames.At(model, declaration.SpanStart, Marks.Virtualized) + (isByRef ? "(ByRef = true)" : "");
        edits.Insert(declaration.SyntaxTree, declaration.SpanStart, $"[{mark}] ");
        if (declaration is not FieldDeclarationSyntax)
        {
            SyntaxToken keyword = declaration is PropertyDeclarationSyntax property
                ? property.Type.GetFirstToken()
                : ((EventFieldDeclarationSyntax)declaration).EventKeyword;
            edits.Insert(declaration.SyntaxTree, keyword.SpanStart, "partial ");
        }

        PartialTypes.Add(edits, type);
    }

    private static bool CanBeMarked(MemberDeclarationSyntax declaration, TypeDeclarationSyntax type)
    {
        for (TypeDeclarationSyntax? each = type; each is not null; each = each.Parent as TypeDeclarationSyntax)
        {
            if (!Eligibility.CanBePartial(each) || Eligibility.IsVariant(each) || Eligibility.Has(each, SyntaxKind.FileKeyword))
            {
                return false;
            }
        }

        LanguageVersion version = ((CSharpParseOptions)declaration.SyntaxTree.Options).LanguageVersion;
        return version >= (declaration is FieldDeclarationSyntax ? VimageOptions.MinimumForFields : VimageOptions.MinimumForPartialMembers)
            && Marks.Find(declaration, Marks.Virtualized) is null
            && Eligibility.ObstacleOf(declaration) is MarkObstacle.None or MarkObstacle.NotPartial;
    }

    /// <summary>Finds the names to be replaced.</summary>
    /// <returns>Whether one of them needs the variable itself.</returns>
    private static async Task<bool> FindUsesAsync(
        Solution solution, ISymbol variable, List<SyntaxToken> names, CancellationToken cancellation)
    {
        if (variable is IPropertySymbol)
        {
            return false;
        }

        bool isByRef = false;
        IEnumerable<ReferencedSymbol> found = await SymbolFinder.FindReferencesAsync(variable, solution, cancellation).ConfigureAwait(false);
        foreach (ReferenceLocation location in found.SelectMany(static symbol => symbol.Locations))
        {
            SyntaxNode root = (await location.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            SemanticModel model = (await location.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
            SyntaxToken name = root.FindToken(location.Location.SourceSpan.Start, findInsideTrivia: true);
            if (name.Parent is not SimpleNameSyntax use || IsStaticConstructorWriteOf(variable, use) || IsHandlerChange(variable, use))
            {
                continue;
            }

            names.Add(name);
            isByRef |= variable is IFieldSymbol field && VariableUses.Of(use, field.Type, model, cancellation) != VariableUse.Value;
        }

        return isByRef;
    }

    // A readonly field has no setter: VIM0011 says what to do.
    private static bool IsStaticConstructorWriteOf(ISymbol variable, SimpleNameSyntax use) =>
        variable is IFieldSymbol { IsReadOnly: true }
        && (use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : (ExpressionSyntax)use).Parent
            is AssignmentExpressionSyntax assignment
        && assignment.Left.Span.Contains(use.Span);

    // E += F stays; what raises E, or looks at it, is V_E.
    private static bool IsHandlerChange(ISymbol variable, SimpleNameSyntax use) => variable is IEventSymbol
        && ((use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : (ExpressionSyntax)use).Parent
            is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression }
            || use.FirstAncestorOrSelf<CrefSyntax>() is not null
            || use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } });
}
