using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers.Tests.Harness;

namespace Vimage.Analyzers.Tests.SelfChecks;

/// <summary>Each rule has all that a rule has to have.</summary>
public sealed class RuleTests
{
    private static readonly (string Category, string Range)[] s_ranges =
    [
        (RuleCategories.Declaration, "VIM00"),
        (RuleCategories.Use, "VIM01"),
        (RuleCategories.Flow, "VIM02"),
        (RuleCategories.Inventory, "VIM03"),
        (RuleCategories.Configuration, "VIM09"),
    ];

    public static TheoryData<string> Ids => [.. RuleInfo.All.Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void ARule_HasALinkToItsPage(string id)
    {
        RuleInfo rule = Find(id);
        Assert.EndsWith("/" + rule.Page, rule.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.PathOf(rule.Page)), $"{rule.Page} is missing.");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ARule_IsInTheRangeOfItsCategory(string id) =>
        Assert.Contains(s_ranges, range => range.Category == Find(id).Descriptor.Category && id.StartsWith(range.Range, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void ARule_HasAnAnalyzerNamedAfterIt(string id) => Assert.StartsWith(id, Find(id).Stem, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void ARule_HasARowInTheReleaseFiles(string id)
    {
        RuleInfo rule = Find(id);
        string severity = rule.Descriptor.IsEnabledByDefault ? rule.Descriptor.DefaultSeverity.ToString() : "Disabled";
        string releases = Repository.Read("analyzers/Vimage.Analyzers/AnalyzerReleases.Unshipped.md")
            + Repository.Read("analyzers/Vimage.Analyzers/AnalyzerReleases.Shipped.md");
        Assert.Contains($"\n{id} | {rule.Descriptor.Category} | {severity} | {rule.Stem}Analyzer\n", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ARule_HasATestThatItReportsAndOneThatItDoesNot(string id)
    {
        RuleInfo rule = Find(id);
        Assert.True(rule.HasTest("Reports"), $"{rule.Stem}Tests has no test Reports...");
        Assert.True(rule.HasTest("Ignores"), $"{rule.Stem}Tests has no test Ignores...");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void AFix_IsForItsRuleAndHasATest(string id)
    {
        RuleInfo rule = Find(id);
        if (rule.Fix is { } fix)
        {
            Assert.Contains(id, fix.FixableDiagnosticIds);
            Assert.NotNull(fix.GetFixAllProvider());
            Assert.True(rule.HasTest("TheFix"), $"{rule.Stem}Tests has no test TheFix...");
        }
    }

    [Fact]
    public void EachFix_BelongsToARule()
    {
        string[] orphans =
            [.. AllRules.Fixes.Where(static fix => RuleInfo.All.All(rule => rule.Fix != fix)).Select(static fix => fix.GetType().Name)];
        Assert.Empty(orphans);
    }

    [Fact]
    public void NoTwoRules_HaveTheSameId() => Assert.Equal(RuleInfo.All.Count, RuleInfo.All.Select(static rule => rule.Id).Distinct().Count());

    [Fact]
    public void EachRule_RunsConcurrentlyAndSaysHowItTreatsGeneratedCode()
    {
        foreach (DiagnosticAnalyzer analyzer in AllRules.Analyzers)
        {
            RecordingContext context = new();
            analyzer.Initialize(context);
            Assert.True(context.IsConcurrent && context.SaysHowItTreatsGeneratedCode, analyzer.GetType().Name);
        }
    }

    private static RuleInfo Find(string id) => RuleInfo.All.First(rule => rule.Id == id);
}
