using System.Globalization;
using System.Text;
using Vimage.Analyzers.Configuration;

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

            The MSBuild property `VimageRules` is a preset for all of them: `none`, `default` (the severities below) or `strict` (light bulbs
            become suggestions, suggestions warnings, and warnings errors). `VimageInventory=true` switches the inventory on, VIM0301 and
            VIM0302; so does a `vimage.statics.tsv` beside the project, or the property `VimageStaticsFile` that names one elsewhere.
            What a project's own `.editorconfig` says goes before all that.

            | id | what | category | severity | fix |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (RuleInfo rule in RuleInfo.All)
        {
            string severity = rule.Descriptor.IsEnabledByDefault ? rule.Descriptor.DefaultSeverity.ToString() : "off";
            text.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {rule.Descriptor.Title} | ")
                .Append(CultureInfo.InvariantCulture, $"{rule.Descriptor.Category} | {severity} | {(rule.Fix is null ? "" : "yes")} |\n");
        }

        text.Append(
            """

            ## Settings

            Keys of `.editorconfig`, or of a global configuration file. A value that a key does not take is [VIM0903](VIM0903.md).

            | key | value | usually | rule | what it says |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (NumberSetting setting in Settings.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{setting.Key}` | a whole number, {setting.Minimum} or more | {setting.Usual} | ")
                .Append(CultureInfo.InvariantCulture, $"[{setting.Rule}]({setting.Rule}.md) | {setting.Meaning} |\n");
        }

        return text.ToString();
    }
}
