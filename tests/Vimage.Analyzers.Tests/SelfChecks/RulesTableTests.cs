using System.Globalization;
using System.Text;

namespace Vimage.Analyzers.Tests.SelfChecks;

/// <summary>The table of all rules is generated from the rules.</summary>
public sealed class RulesTableTests
{
    private const string Table = "docs/rules/README.md";

    [Fact]
    public void TheTable_IsUpToDate()
    {
        string expected = Generate();
        if (Environment.GetEnvironmentVariable("VIMAGE_ACCEPT") == "1")
        {
            File.WriteAllText(Repository.PathOf(Table), expected);
        }

        // VIMAGE_ACCEPT=1 writes it.
        Assert.Equal(expected, Repository.Read(Table));
    }

    private static string Generate()
    {
        StringBuilder text = new();
        text.Append(
            """
            # Rules

            Each rule has a page. Severities are set as those of any rule, in `.editorconfig` or `.globalconfig`:
            `dotnet_diagnostic.VIM0101.severity = error`. A rule whose severity is "off" is switched on the same way.

            | id | what | category | severity | fix |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (RuleInfo rule in RuleInfo.All)
        {
            string severity = rule.Descriptor.IsEnabledByDefault ? rule.Descriptor.DefaultSeverity.ToString() : "off";
            text.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {rule.Descriptor.Title} | ")
                .Append(CultureInfo.InvariantCulture, $"{rule.Descriptor.Category} | {severity} | {(rule.Fix is null ? "" : "yes")} |\n");
        }

        return text.ToString();
    }
}
