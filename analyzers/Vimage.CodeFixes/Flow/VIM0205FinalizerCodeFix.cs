using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Flow;

/// <summary>Keeps in the object what its finalizer needs.</summary>
/// <remarks>
/// Not the vnet: it may be gone when the finalizer runs, and to enter it then would end the process. And not a value, which would
/// be a copy: only what the variable refers to.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0205FinalizerCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.Finalizer, "Keep it in the object");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.Finalizer);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax use
            || use.FirstAncestorOrSelf<DestructorDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax } finalizer
            || model.GetDeclaredSymbol(finalizer, cancellation)?.ContainingType is not { } type
            || model.GetSymbolInfo(use, cancellation).Symbol is not IPropertySymbol { Type.IsReferenceType: true } property
            || IsReplaced(use))
        {
            return;
        }

        bool isOwn = SymbolEqualityComparer.Default.Equals(property.ContainingType.OriginalDefinition, type.OriginalDefinition);
        string value = isOwn
            ? property.Name
            : $"{property.ContainingType.ToMinimalDisplayString(model, finalizer.SpanStart)}.{property.Name}";
        if (FieldWith(value, type, cancellation) is { } kept)
        {
            edits.Replace(root.SyntaxTree, use.Span, kept);
            return;
        }

        string name = FreeNames.In(type, NameFor(property, isOwn));
        string field = $"private readonly {property.Type.ToMinimalDisplayString(model, finalizer.SpanStart)} {name} = {value};";

        // Before the comments of the finalizer, where it has lines of its own.
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        int before = finalizer.FullSpan.Start;
        bool isOnLinesOfItsOwn = text.Lines.GetLineFromPosition(before).Start == before;
        edits.Insert(root.SyntaxTree, before, isOnLinesOfItsOwn
            ? Layout.IndentationOf(finalizer, text) + field + Layout.LineEndOf(text)
            : field + " ");
        edits.Replace(root.SyntaxTree, use.Span, name);
    }

    private static string? FieldWith(string value, INamedTypeSymbol type, CancellationToken cancellation) => type.GetMembers()
        .OfType<IFieldSymbol>()
        .FirstOrDefault(field => field is { IsReadOnly: true, IsStatic: false }
            && field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } initializer }
            && initializer.ToString() == value)
        ?.Name;

    // What is assigned, or handed out by reference, is the variable and not what it refers to.
    private static bool IsReplaced(ExpressionSyntax use) => use.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == use,
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax => true,
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } => assignment.Left == tuple,
        _ => false,
    };

    // s_log and V_s_log give _log; of another type, Inet, _inetLog.
    private static string NameFor(IPropertySymbol property, bool isOwn)
    {
        string name = property.Name.StartsWith(GeneratedNames.AccessorPrefix, StringComparison.Ordinal)
            ? property.Name.Substring(GeneratedNames.AccessorPrefix.Length)
            : property.Name;
        name = (name.StartsWith("s_", StringComparison.Ordinal) ? name.Substring(2) : name).TrimStart('_');
        string whole = isOwn || name.Length == 0
            ? name
            : property.ContainingType.Name + char.ToUpperInvariant(name[0]) + name.Substring(1);
        return whole.Length == 0 ? "_kept" : $"_{char.ToLowerInvariant(whole[0])}{whole.Substring(1)}";
    }
}
