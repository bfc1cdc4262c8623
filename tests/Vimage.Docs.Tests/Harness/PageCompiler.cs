extern alias analyzers;

using System.Collections.Immutable;
using analyzers::Vimage.Analyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Generator.Tests.Harness;

namespace Vimage.Docs.Tests.Harness;

/// <summary>
/// Compiles the C# of a page, block after block. A block sees those before it on its page; a file replaces one of the same name, as a
/// reader would who follows the page.
/// </summary>
internal sealed class PageCompiler(Page page, string mode)
{
    // As the SDK has them.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // The frameworks, and what this program is built against: all of Vimage.
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_rules =
    [
        .. from type in typeof(VIM0001TypeNotPartialAnalyzer).Assembly.GetTypes()
           where typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !typeof(DiagnosticSuppressor).IsAssignableFrom(type) && !type.IsAbstract
           select (DiagnosticAnalyzer)Activator.CreateInstance(type)!,
    ];

    private readonly Dictionary<string, SyntaxTree> _files = new() { ["usings"] = Tree(ImplicitUsings, "usings") };

    /// <summary>Compiles the page's next block.</summary>
    /// <returns>The compilation with all blocks so far, and the errors of this one.</returns>
    internal (CSharpCompilation Compilation, IReadOnlyList<string> Errors) Add(CodeBlock block)
    {
        string[] mistyped = [.. BlockSource.Parse(block).GetDiagnostics(TestContext.Current.CancellationToken).Where(IsMistake).Select(each => Describe(block, each, block.Line))];
        string name = block.FileName ?? block.Place;
        _files[name] = Tree(mistyped.Length == 0 ? BlockSource.Write(block, page.Usings) : "", name);
        CSharpCompilation compilation = VimageCompiler.Generate(
            mode,
            CSharpCompilation.Create("Page", _files.Values, s_references, new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable)));
        return (compilation, [.. mistyped, .. Errors(compilation, block, _files[name])]);
    }

    /// <summary>Says what the rules find in all blocks so far: errors and warnings.</summary>
    internal async Task<IReadOnlyList<string>> AnalyzeAsync(CSharpCompilation compilation)
    {
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers(s_rules, new AnalyzerOptions([], VimageCompiler.OptionsFor(mode)))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Where(static each => each.Severity >= DiagnosticSeverity.Warning).Select(static each => Describe(null, each, 1))];
    }

    // The types of a block may stand before its statements.
    private static bool IsMistake(Diagnostic each) => each.Severity == DiagnosticSeverity.Error && each.Id != "CS8803";

    // Of a block before it nothing is said again; what is wrong in a generated file is the fault of the one that was added.
    private static IEnumerable<string> Errors(CSharpCompilation compilation, CodeBlock block, SyntaxTree tree) =>
        from each in compilation.GetDiagnostics(TestContext.Current.CancellationToken)
        where each.Severity == DiagnosticSeverity.Error
        where each.Location.SourceTree is not { } place || place == tree || place.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)
        select Describe(block, each, 1);

    private static string Describe(CodeBlock? block, Diagnostic each, int firstLine)
    {
        FileLinePositionSpan at = each.Location.GetMappedLineSpan();
        bool isOnPage = block is null || at.Path == block.Path;
        return $"{(isOnPage ? $"{at.Path}:{at.StartLinePosition.Line + firstLine}" : block!.Place)}: {each.Id}: {each.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    private static SyntaxTree Tree(string text, string name) => CSharpSyntaxTree.ParseText(text, VimageCompiler.ParseOptions, name);
}
