using System.Text.RegularExpressions;

namespace Vimage.Analyzers.Tests.SelfChecks;

/// <summary>Code with and without mistakes: the examples of the pages, and marks where they can't work.</summary>
internal static partial class Corpus
{
    internal static IReadOnlyList<string> Sources { get; } =
    [
        .. RuleInfo.All.SelectMany(static rule => Block().Matches(Repository.Read(rule.Page))).Select(static block => block.Groups["code"].Value),
        .. BadMarks.Sources,
    ];

    [GeneratedRegex("\n```csharp\n(?<code>.*?)\n```\n", RegexOptions.Singleline)]
    private static partial Regex Block();
}
