using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>What an edit makes the generator do again.</summary>
public sealed class IncrementalTests
{
    private const string First = "using Vimage;\npartial class A { [Virtualized] static int x = 1; [Virtualized] static int y; }\n";
    private const string Second = "using Vimage;\npartial class B { [Virtualized] static int z; }\n";
    private const string Unrelated = "class C { void M() { } }\n";

    [Theory]
    [InlineData(2, "class C { void M() { int i = 0; } } // edited\n")]
    [InlineData(2, "class C { [System.Obsolete] static int x; }\n")]
    [InlineData(0, "using Vimage;\npartial class A { [Virtualized] static int x = /* why */ 1; [Virtualized] static int y; }\n")]
    [InlineData(0, "using  Vimage;\n\n// A comment\npartial class A\n{\n    [Virtualized]\n    static int x   =   1;\n [Virtualized] static int y;\n}\n")]
    [InlineData(0, "using Vimage;\npartial class A { [Virtualized] static int x = 1; [Virtualized] static int y; void M() { } }\n")]
    public void AnEditThatChangesNoFact_MakesNoOutputAgain(int file, string edited)
    {
        Assert.Empty(OutputsMadeAgain(file, edited));
    }

    [Fact]
    public void AChangedInitializer_RemakesOnlyThatPart()
    {
        Assert.Equal(["A.x"], OutputsMadeAgain(0, First.Replace("= 1", "= 2", StringComparison.Ordinal)));
    }

    [Fact]
    public void ARenamedField_RemakesOnlyThatPart()
    {
        Assert.Equal(["A.x"], OutputsMadeAgain(0, First.Replace("int y", "int other", StringComparison.Ordinal)));
    }

    [Fact]
    public void ARenamedFieldThatOtherAssembliesCanUse_RemakesOnlyThatPart()
    {
        const string Visible = "using Vimage;\npublic partial class A { [Virtualized] public static int x = 1; [Virtualized] public static int y; }\n";
        Assert.Equal(["A.x"], OutputsMadeAgain([Visible, Second, Unrelated], 0, Visible.Replace("int y", "int other", StringComparison.Ordinal)));
    }

    [Fact]
    public void ANewModule_RemakesTheRegistrationAndNothingElse()
    {
        Assert.Equal(
            ["C", "C.n", "Vimage.Registration"],
            OutputsMadeAgain(2, "using Vimage;\npartial class C { [Virtualized] static int n; }\n"));
    }

    [Fact]
    public void TheOutputDoesNotDependOnTheOrderOfFiles()
    {
        string[] sources = [First, Second, "using Vimage;\npartial class A { [Virtualized] static int more = 2; }\n"];
        string forward = Output(VimageCompiler.Parse("P", OptimizationLevel.Debug, sources));
        CSharpCompilation compilation = VimageCompiler.Parse("P", OptimizationLevel.Debug, sources);
        string backward = Output(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse()));
        Assert.Equal(forward, backward);
    }

    [Fact]
    public void HintNamesAreBoundedAndUnique()
    {
        string longName = new('N', 400);
        string source = $"using Vimage;\nnamespace {longName} {{ partial class {longName}1 {{ [Virtualized] static int x; }} partial class {longName}2 {{ [Virtualized] static int x; }} }}";
        IEnumerable<string> names = Run(VimageCompiler.Parse("P", OptimizationLevel.Debug, source)).Results[0].GeneratedSources.Select(static each => each.HintName);
        Assert.All(names, static name => Assert.InRange(name.Length, 1, 110));
    }

    private static string Output(CSharpCompilation compilation) => string.Join(
        "\n",
        Run(compilation).Results[0].GeneratedSources.OrderBy(static each => each.HintName, StringComparer.Ordinal).Select(static each => $"{each.HintName}\n{each.SourceText}"));

    private static GeneratorDriverRunResult Run(CSharpCompilation compilation) =>
        VimageCompiler.CreateDriver("Instance").RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult();

    private static string[] OutputsMadeAgain(int file, string edited) => OutputsMadeAgain([First, Second, Unrelated], file, edited);

    private static string[] OutputsMadeAgain(string[] sources, int file, string edited)
    {
        CSharpCompilation compilation = VimageCompiler.Parse("P", OptimizationLevel.Debug, sources);
        GeneratorDriver driver = VimageCompiler.CreateDriver("Instance", trackSteps: true)
            .RunGenerators(compilation, TestContext.Current.CancellationToken);
        SyntaxTree tree = compilation.SyntaxTrees[file];
        CSharpCompilation after = compilation.ReplaceSyntaxTree(
            tree, CSharpSyntaxTree.ParseText(edited, VimageCompiler.ParseOptions, tree.FilePath, cancellationToken: TestContext.Current.CancellationToken));
        GeneratorRunResult result = driver.RunGenerators(after, TestContext.Current.CancellationToken).GetRunResult().Results[0];
        return
        [
            .. result.TrackedOutputSteps
                .SelectMany(static steps => steps.Value)
                .SelectMany(static step => step.Outputs)
                .Where(static output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
                .SelectMany(static output => ((System.Collections.IEnumerable)((System.Runtime.CompilerServices.ITuple)output.Value)[0]!).Cast<object>())
                .Select(static source => (string)source.GetType().GetProperty("HintName")!.GetValue(source)!)
                .Select(static hint => hint[..hint.IndexOf(".g.cs", StringComparison.Ordinal)])
                .Select(static hint => hint.Length > 17 && hint[^17] == '.' ? hint[..^17] : hint)
                .Order(StringComparer.Ordinal),
        ];
    }
}
