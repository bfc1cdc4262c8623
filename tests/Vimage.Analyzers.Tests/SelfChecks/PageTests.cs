using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Analyzers.Tests.Harness;

namespace Vimage.Analyzers.Tests.SelfChecks;

/// <summary>The pages say what the rules do: their examples are compiled and analyzed.</summary>
public sealed partial class PageTests
{
    private static readonly string[] s_sections =
        ["## What is flagged", "## Why", "## Invalid", "## Fixed", "## When to suppress", "## Configuration"];

    public static TheoryData<string> Ids => [.. RuleInfo.All.Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void APage_BeginsWithTheFactsAndHasAllSections(string id)
    {
        RuleInfo rule = RuleInfo.All.First(each => each.Id == id);
        string page = Repository.Read(rule.Page);
        string severity = rule.Descriptor.IsEnabledByDefault ? rule.Descriptor.DefaultSeverity.ToString() : "off";
        Assert.StartsWith(
            $"""
            # {id}: {rule.Descriptor.Title.ToString(CultureInfo.InvariantCulture)}

            | category | severity | fix |
            |---|---|---|
            | {rule.Descriptor.Category} | {severity} | {(rule.Fix is null ? "no" : "yes")} |

            """.ReplaceLineEndings("\n"),
            page,
            StringComparison.Ordinal);
        foreach (string section in s_sections)
        {
            Assert.Contains($"\n{section}\n", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task TheInvalidExample_IsReported(string id)
    {
        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(ExampleOf(id, "Invalid"));
        Assert.Contains(diagnostics, each => each.Id == id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task TheFixedExample_CompilesAndIsNotReported(string id)
    {
        Example example = ExampleOf(id, "Fixed");
        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(example);
        Assert.DoesNotContain(diagnostics, each => each.Id == id || each.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(
            Compile(example).GetDiagnostics(TestContext.Current.CancellationToken),
            static each => each.Severity == DiagnosticSeverity.Error);
    }

    private static Example ExampleOf(string id, string section)
    {
        string page = Repository.Read($"docs/rules/{id}.md");
        Match match = Regex.Match(page, $"\n## {section}\n(?<blocks>(\n```(csharp|tsv)\n.*?\n```\n)+)", RegexOptions.Singleline);
        Assert.True(match.Success, $"{id} has no example under {section}.");
        Match[] blocks = [.. Block().Matches(match.Groups["blocks"].Value).OfType<Match>()];
        return Example.Parse(
            blocks.First(static block => block.Groups["kind"].Value == "csharp").Groups["text"].Value,
            blocks.FirstOrDefault(static block => block.Groups["kind"].Value == "tsv")?.Groups["text"].Value);
    }

    private static CSharpCompilation Compile(Example example)
    {
        CSharpCompilation compilation = AllRules.Compile(
            example.Mode,
            example.HasGenerator,
            [
                CSharpSyntaxTree.ParseText(example.Code, example.ParseOptions, "/Example.cs"),
                CSharpSyntaxTree.ParseText(TestProject.Usings, example.ParseOptions, "/Usings.cs"),
            ]).Compilation;
        return example.Library is { } mode ? compilation.AddReferences(LibraryIn(mode)) : compilation;
    }

    // A library with a module, for examples that have one.
    private static CompilationReference LibraryIn(string mode) => AllRules.Compile(
        mode, "Library", AllRules.Parse("public static partial class Library { [Vimage.Virtualized] public static int state; }", "/Library.cs"), [])
        .ToMetadataReference();

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Example example) => AllRules.AnalyzeAsync(
        new ConfigOptions(example.Mode, example.Settings),
        Compile(example),
        enableAll: true,
        example.Table is null ? [] : [("/vimage.statics.tsv", example.Table)]);

    [GeneratedRegex("\n```(?<kind>csharp|tsv)\n(?<text>.*?)\n```\n", RegexOptions.Singleline)]
    private static partial Regex Block();
}
