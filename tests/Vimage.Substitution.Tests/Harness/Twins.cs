using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Generator;

namespace Vimage.Substitution.Tests.Harness;

/// <summary>Compiles a program twice: with marked statics and accessors, and as it would be if it had never heard of them.</summary>
internal static class Twins
{
    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Vnet).Assembly.Location)];

    /// <summary>Compiles with the generator, in <c>Globals</c>.</summary>
    internal static CSharpCompilation Virtualized(string source, OptimizationLevel optimization = OptimizationLevel.Release)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new VimageGenerator().AsSourceGenerator()], parseOptions: s_parseOptions);
        _ = driver.RunGeneratorsAndUpdateCompilation(Create(source, optimization), out Compilation compilation, out _);
        return (CSharpCompilation)compilation;
    }

    /// <summary>Compiles the same program with plain statics: no marks, and <c>x</c> for each <c>V_x</c>.</summary>
    internal static CSharpCompilation Plain(string source, OptimizationLevel optimization = OptimizationLevel.Release)
    {
        SyntaxNode root = new Unmark().Visit(CSharpSyntaxTree.ParseText(source, s_parseOptions).GetRoot());
        return Create(root.ToFullString(), optimization);
    }

    private static CSharpCompilation Create(string source, OptimizationLevel optimization) => CSharpCompilation.Create(
        "Program",
        [CSharpSyntaxTree.ParseText(source, s_parseOptions, "/src/Program.cs", System.Text.Encoding.UTF8)],
        s_references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            optimizationLevel: optimization,
            nullableContextOptions: NullableContextOptions.Disable,
            deterministic: true));

    private sealed class Unmark : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) =>
            node.Attributes.Any(static attribute => attribute.Name.ToString() == "Virtualized") ? null : base.VisitAttributeList(node);

        // A partial event is a field-like one in plain code.
        public override SyntaxNode? VisitEventFieldDeclaration(EventFieldDeclarationSyntax node) =>
            base.VisitEventFieldDeclaration(node.WithModifiers(
                [.. node.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.PartialKeyword))]));

        public override SyntaxToken VisitToken(SyntaxToken token) =>
            token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText.StartsWith("V_", StringComparison.Ordinal)
                ? SyntaxFactory.Identifier(token.LeadingTrivia, token.ValueText[2..], token.TrailingTrivia)
                : base.VisitToken(token);
    }
}
