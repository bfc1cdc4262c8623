using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers.Configuration;
using Vimage.Analyzers.Tests.Harness;

namespace Vimage.Analyzers.Tests.Configuration;

public sealed class VIM0904MixedModesTests
{
    private const string Module = "namespace A.B { public partial class M { [Vimage.Virtualized] public static int x; } }";

    [Theory]
    [InlineData("Globals", "Instance")]
    [InlineData("Struct", "Instance")]
    [InlineData("Instance", "Globals")]
    public async Task ReportsALibraryInTheOtherMode(string mode, string libraryMode)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzeAsync(mode, libraryMode, Module, "partial class N { [Vimage.Virtualized] static int y; }"));
        Assert.Equal(RuleIds.MixedModes, diagnostic.Id);
        Assert.Contains("The modules of 'Some.Library' have", diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Instance", "Instance", Module, "partial class N { [Vimage.Virtualized] static int y; }")]
    [InlineData("Globals", "Struct", Module, "partial class N { [Vimage.Virtualized] static int y; }")]
    [InlineData("Globals", "Instance", "public class M { }", "partial class N { [Vimage.Virtualized] static int y; }")]
    [InlineData("Globals", "Instance", Module, "class N { int y = A.B.M.V_x; }")]
    public async Task IgnoresWhatSharesNothing(string mode, string libraryMode, string library, string source) =>
        Assert.Empty(await AnalyzeAsync(mode, libraryMode, library, source));

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string mode, string libraryMode, string library, string source)
    {
        CSharpCompilation compiled = AllRules.Compile(libraryMode, "Some.Library", AllRules.Parse(library, "/Library.cs"), []);
        using MemoryStream file = new();
        Assert.True(compiled.Emit(file, cancellationToken: TestContext.Current.CancellationToken).Success);
        MetadataReference reference = MetadataReference.CreateFromImage(file.ToArray());
        return await AllRules.Compile(mode, "Test", AllRules.Parse(source, "/Test.cs"), [reference])
            .WithAnalyzers([new VIM0904MixedModesAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }
}
