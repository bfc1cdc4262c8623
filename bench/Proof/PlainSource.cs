using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Bench.Proof;

/// <summary>
/// Turns a program with marks back into the one that never heard of Vimage: no marks, each <c>V_x</c> is <c>x</c> again, by
/// name or through a view, and hooks without an argument are called by a static constructor.
/// </summary>
internal sealed class PlainSource : CSharpSyntaxRewriter
{
    private const string Prefix = "V_";

    private readonly SemanticModel _model;

    private PlainSource(SemanticModel model) => _model = model;

    /// <summary>Rewrites a file.</summary>
    /// <param name="compilation">The program, with what the generator has added.</param>
    /// <param name="tree">One of its own files.</param>
    /// <returns>The file, plain.</returns>
    internal static SyntaxTree Of(Compilation compilation, SyntaxTree tree)
    {
        SyntaxNode root = new PlainSource(compilation.GetSemanticModel(tree)).Visit(tree.GetRoot());
        return CSharpSyntaxTree.ParseText(root.ToFullString(), (CSharpParseOptions)tree.Options, tree.FilePath);
    }

    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) =>
        node.Attributes.Any(IsMark) ? null : base.VisitAttributeList(node);

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        ClassDeclarationSyntax visited = (ClassDeclarationSyntax)base.VisitClassDeclaration(node)!;
        MethodDeclarationSyntax? init = node.Members.OfType<MethodDeclarationSyntax>()
            .FirstOrDefault(static method => method.AttributeLists.Any(static list => list.Attributes.Any(static each => each.Name.ToString() == "VnetInit")));
        return init is null
            ? visited
            : visited.AddMembers(SyntaxFactory.ParseMemberDeclaration($"static {node.Identifier.Text}() => {init.Identifier.Text}();")!);
    }

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node) =>
        WithoutPartial(node, (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!);

    public override SyntaxNode? VisitEventFieldDeclaration(EventFieldDeclarationSyntax node) =>
        WithoutPartial(node, (EventFieldDeclarationSyntax)base.VisitEventFieldDeclaration(node)!);

    // A view is a local that only exists where there is something to look up.
    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node) =>
        node.Declaration.Variables is [{ Initializer.Value: { } value }] && IsView(_model.GetTypeInfo(value).Type)
            ? null
            : base.VisitLocalDeclarationStatement(node);

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node) =>
        _model.GetTypeInfo(node.Expression).Type is { } view && IsView(view)
            ? Member(view.ContainingType, Plain(node.Name.Identifier.Text)).WithTriviaFrom(node)
            : base.VisitMemberAccessExpression(node);

    // By its whole name, where it stands alone: a local may have the name that the variable gets back.
    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node)
    {
        if (_model.GetSymbolInfo(node).Symbol is not IPropertySymbol { IsStatic: true } property || !IsGenerated(property))
        {
            return node;
        }

        string name = Plain(node.Identifier.Text);
        return node.Parent is MemberAccessExpressionSyntax access && access.Name == node
            ? node.WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(node.Identifier))
            : Member(property.ContainingType, name).WithTriviaFrom(node);
    }

    // Without "global::": in an interpolated string a colon begins a format.
    private static ExpressionSyntax Member(INamedTypeSymbol type, string name) =>
        SyntaxFactory.ParseExpression(type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) + "." + name);

    private static string Plain(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    private static bool IsView(ITypeSymbol? type) => type is { Name: "VnetView" or "VnetPrivateView", ContainingType: not null };

    private static bool IsGenerated(IPropertySymbol property) =>
        property.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute");

    private static T WithoutPartial<T>(T original, T visited)
        where T : MemberDeclarationSyntax =>
        original.AttributeLists.Any(static list => list.Attributes.Any(static each => each.Name.ToString() == "Virtualized"))
            ? (T)visited.WithModifiers([.. visited.Modifiers.Where(static each => !each.IsKind(SyntaxKind.PartialKeyword))])
            : visited;

    private bool IsMark(AttributeSyntax attribute) =>
        _model.GetTypeInfo(attribute).Type?.ContainingNamespace is { Name: "Vimage", ContainingNamespace.IsGlobalNamespace: true };
}
