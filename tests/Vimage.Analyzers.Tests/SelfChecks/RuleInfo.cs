using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers.Tests.Harness;

namespace Vimage.Analyzers.Tests.SelfChecks;

/// <summary>A rule and what belongs to it.</summary>
internal sealed record RuleInfo(DiagnosticDescriptor Descriptor, DiagnosticAnalyzer Analyzer, CodeFixProvider? Fix)
{
    private const string AnalyzerSuffix = "Analyzer";

    internal static IReadOnlyList<RuleInfo> All { get; } =
    [
        .. from analyzer in AllRules.Analyzers
           from descriptor in analyzer.SupportedDiagnostics
           orderby descriptor.Id
           select new RuleInfo(
               descriptor,
               analyzer,
               AllRules.Fixes.FirstOrDefault(fix => fix.GetType().Name == $"{StemOf(analyzer)}CodeFix")),
    ];

    internal string Id => Descriptor.Id;

    /// <summary>Gets the name that the rule's analyzer, fix and tests share.</summary>
    internal string Stem => StemOf(Analyzer);

    internal Type? Tests => typeof(RuleInfo).Assembly.GetTypes().FirstOrDefault(type => type.Name == $"{Stem}Tests");

    /// <summary>Gets the page, relative to the root of the repository.</summary>
    internal string Page => $"docs/rules/{Id}.md";

    internal bool HasTest(string prefix) => Tests is { } tests && tests.GetMethods().Any(method =>
        method.Name.StartsWith(prefix, StringComparison.Ordinal)
        && method.GetCustomAttributes().Any(static attribute => attribute is FactAttribute));

    public override string ToString() => Id;

    private static string StemOf(DiagnosticAnalyzer analyzer) => analyzer.GetType().Name[..^AnalyzerSuffix.Length];
}
