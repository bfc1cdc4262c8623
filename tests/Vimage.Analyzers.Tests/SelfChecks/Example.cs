using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Analyzers.Tests.Harness;

namespace Vimage.Analyzers.Tests.SelfChecks;

/// <summary>An example of a page. A comment before the code can say in what the project differs from an ordinary one.</summary>
internal sealed record Example(string Code, string Mode, bool HasGenerator, CSharpParseOptions ParseOptions, (string Key, string Value)[] Settings, string? Library, string? Table)
{
    internal static Example Parse(string code, string? table)
    {
        LanguageVersion version = Setting(code, "LangVersion") is { } given && LanguageVersionFacts.TryParse(given, out LanguageVersion parsed)
            ? parsed
            : LanguageVersion.CSharp14;
        return new Example(
            code,
            Setting(code, "VimageMode") ?? "Instance",
            Setting(code, "Generator") != "off",
            TestProject.ParseOptionsFor(version),
            [.. Regex.Matches(code, @"^// (?<key>vimage_\w+): (?<value>.*)$", RegexOptions.Multiline)
                .Select(static match => (match.Groups["key"].Value, match.Groups["value"].Value))],
            Setting(code, "Reference"),
            table);
    }

    private static string? Setting(string code, string name) =>
        Regex.Match(code, $"^// {name}: (?<value>.*)$", RegexOptions.Multiline) is { Success: true } match
            ? match.Groups["value"].Value
            : null;
}
