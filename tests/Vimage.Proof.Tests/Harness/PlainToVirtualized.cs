using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Proof.Tests.Harness;

/// <summary>
/// Turns a plain program into the virtualized one: marks every static, makes the types partial, and renames the uses. Just enough
/// for the test's own program.
/// </summary>
internal sealed class PlainToVirtualized : CSharpSyntaxRewriter
{
    private readonly SemanticModel _model;
    private readonly HashSet<ISymbol> _byRef;

    private PlainToVirtualized(SemanticModel model, HashSet<ISymbol> byRef)
    {
        _model = model;
        _byRef = byRef;
    }

    /// <summary>Rewrites the trees of a compilation.</summary>
    internal static IEnumerable<SyntaxTree> Rewrite(Compilation compilation)
    {
        HashSet<ISymbol> byRef = new(
            compilation.SyntaxTrees.SelectMany(tree => VariablesNeeded(compilation.GetSemanticModel(tree))), SymbolEqualityComparer.Default);
        return compilation.SyntaxTrees.Select(tree =>
        {
            SyntaxNode root = new PlainToVirtualized(compilation.GetSemanticModel(tree), byRef).Visit(tree.GetRoot());
            return CSharpSyntaxTree.ParseText(root.ToFullString(), (CSharpParseOptions)tree.Options, tree.FilePath);
        });
    }

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) =>
        MakePartial((TypeDeclarationSyntax)base.VisitClassDeclaration(node)!);

    // A struct is a module only if it has statics.
    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node)
    {
        TypeDeclarationSyntax visited = (TypeDeclarationSyntax)base.VisitStructDeclaration(node)!;
        return node.Members.Any(IsMarked) ? MakePartial(visited) : visited;
    }

    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        SyntaxNode visited = base.VisitFieldDeclaration(node)!;
        return IsMarked(node)
            ? Mark(visited, node.Declaration.Variables.Any(each => _byRef.Contains(_model.GetDeclaredSymbol(each)!)))
            : visited;
    }

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        PropertyDeclarationSyntax visited = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        return IsMarked(node) ? Mark(visited.AddModifiers(Partial()), byRef: false) : visited;
    }

    public override SyntaxNode? VisitEventFieldDeclaration(EventFieldDeclarationSyntax node)
    {
        EventFieldDeclarationSyntax visited = (EventFieldDeclarationSyntax)base.VisitEventFieldDeclaration(node)!;
        return IsMarked(node) ? Mark(visited.AddModifiers(Partial()), byRef: false) : visited;
    }

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node)
    {
        bool renames = _model.GetSymbolInfo(node).Symbol switch
        {
            IFieldSymbol { IsStatic: true, IsConst: false } field => field.Locations.Any(static place => place.IsInSource)
                && field.ContainingType.TypeKind != TypeKind.Enum
                && !IsThreadStatic(field),
            IEventSymbol { IsStatic: true } => node.Parent is not AssignmentExpressionSyntax,
            _ => false,
        };
        return renames ? node.WithIdentifier(SyntaxFactory.Identifier("V_" + node.Identifier.Text).WithTriviaFrom(node.Identifier)) : node;
    }

    // ref and out arguments, and writes to members of structs, need the variable itself.
    private static IEnumerable<ISymbol> VariablesNeeded(SemanticModel model)
    {
        IEnumerable<SyntaxNode> nodes = model.SyntaxTree.GetRoot().DescendantNodes();
        IEnumerable<ExpressionSyntax> places = nodes.SelectMany(static node => node switch
        {
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => [argument.Expression],
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax } assignment => [assignment.Left],
            _ => Array.Empty<ExpressionSyntax>(),
        });
        foreach (ExpressionSyntax place in places)
        {
            ExpressionSyntax variable = place;
            while (variable is MemberAccessExpressionSyntax access
                && model.GetSymbolInfo(access).Symbol is IFieldSymbol { IsStatic: false, ContainingType.IsValueType: true })
            {
                variable = access.Expression;
            }

            bool isVariable = variable != place || place.Parent is ArgumentSyntax;
            if (isVariable && model.GetSymbolInfo(variable).Symbol is IFieldSymbol { IsStatic: true } field)
            {
                yield return field;
            }
        }
    }

    private static bool IsThreadStatic(IFieldSymbol field) =>
        field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == nameof(ThreadStaticAttribute));

    private static bool IsMarked(MemberDeclarationSyntax member) => member switch
    {
        BaseFieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.StaticKeyword)
            && field.AttributeLists.Count == 0,
        PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } property =>
            property.Modifiers.Any(SyntaxKind.StaticKeyword) && accessors.All(static each => each is { Body: null, ExpressionBody: null }),
        _ => false,
    };

    private static MemberDeclarationSyntax Mark(SyntaxNode member, bool byRef) => SyntaxFactory.ParseMemberDeclaration(
        $"[global::Vimage.Virtualized{(byRef ? "(ByRef = true)" : "")}] {member.ToString()}\n")!
        .WithLeadingTrivia(member.GetLeadingTrivia())
        .WithTrailingTrivia(member.GetTrailingTrivia());

    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax type) => type.AddModifiers(Partial());

    private static SyntaxToken Partial() => SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
}
