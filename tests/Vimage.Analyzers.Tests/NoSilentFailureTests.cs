using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers.Tests.Harness;

namespace Vimage.Analyzers.Tests;

/// <summary>
/// A mark that can't work is reported where it is: there is never only an error inside a generated file, and never nothing.
/// </summary>
public sealed class NoSilentFailureTests
{
    [Theory]
    [MemberData(nameof(Sources))]
    public async Task AMarkThatCannotWork_IsReportedAtThatPlace(string source)
    {
        List<string> holes = [];
        foreach (string mode in new[] { "Globals", "Struct", "Instance" })
        {
            SyntaxTree tree = AllRules.Parse(source, "/Test.cs");
            (CSharpCompilation compilation, ImmutableArray<Diagnostic> complaints) =
                AllRules.Compile(mode, tree, AllRules.Parse(TestProject.Usings, "/Usings.cs"));
            Assert.Empty(complaints);
            ImmutableArray<Diagnostic> rules = await AllRules.AnalyzeAsync(new ConfigOptions(mode), compilation);
            ImmutableArray<Diagnostic> errors =
                [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static each => each.Severity == DiagnosticSeverity.Error)];
            bool isToldToUser = errors.Any(each => each.Location.SourceTree == tree)
                || rules.Any(each => each.Severity == DiagnosticSeverity.Error && each.Location.SourceTree == tree);
            if (errors.Length > 0 && !isToldToUser)
            {
                holes.Add($"{mode}: {errors[0]}");
            }

            if (!isToldToUser && HasMarkWithoutEffect(compilation, tree))
            {
                holes.Add($"{mode}: nothing happens");
            }
        }

        Assert.True(holes.Count == 0, string.Join("\n", holes));
    }

    public static TheoryData<string> Sources => [.. BadMarks.Sources];

    private static bool HasMarkWithoutEffect(CSharpCompilation compilation, SyntaxTree tree)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        VimageSymbols symbols = VimageSymbols.Find(compilation)!;
        return tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes()
            .Select(node => node is VariableDeclaratorSyntax ? model.GetDeclaredSymbol(node) : null)
            .OfType<ISymbol>()
            .Any(symbol => symbols.IsVirtualized(symbol) && Accessors.Of(symbol) is null);
    }
}
