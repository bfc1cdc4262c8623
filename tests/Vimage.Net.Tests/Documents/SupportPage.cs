using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Vimage.Net.Tests;

/// <summary>
/// What the page about the stack says to be supported: what there are tests of. A test, or its class, says by its traits which RFC or
/// standard it is about (<c>[Trait("RFC", "4861")]</c>, <c>[Trait("IEEE", "802.1Q")]</c>), and which of FreeBSD's own tests it is after
/// (<c>[Trait("FreeBSD", "netinet/arp.sh arp_add_success")]</c>, a path below <c>tests/sys</c>, and the case).
/// </summary>
internal static partial class SupportPage
{
    internal const string Begin = "<!-- supported: written by SupportPageTests -->\n";
    internal const string End = "<!-- /supported -->\n";

    internal static string Render()
    {
        StringBuilder page = new();
        AppendStandards(page);
        AppendScenarios(page);
        return page.ToString();
    }

    private static void AppendStandards(StringBuilder page)
    {
        page.Append("### By RFC\n\n| RFC | title | tests | which |\n|---|---|---:|---|\n");
        foreach (IGrouping<string, TracedTest> group in TracedTest.All("RFC").GroupBy(static each => each.Source).OrderBy(static each => int.Parse(each.Key, CultureInfo.InvariantCulture)))
        {
            AppendStandard(page, $"[{group.Key}](https://www.rfc-editor.org/rfc/rfc{group.Key})", StandardTitles.OfRfc(group.Key), group);
        }

        foreach (IGrouping<string, TracedTest> group in TracedTest.All("IEEE").GroupBy(static each => each.Source).OrderBy(static each => each.Key, StringComparer.Ordinal))
        {
            AppendStandard(page, $"IEEE {group.Key}", StandardTitles.OfIeee(group.Key), group);
        }
    }

    private static void AppendStandard(StringBuilder page, string number, string title, IEnumerable<TracedTest> tests)
    {
        string classes = string.Join(", ", tests.GroupBy(static each => each.Class).Select(static each => $"{TestName.OfClass(each.Key)} {each.Count()}"));
        page.Append($"| {number} | {title} | {tests.Count()} | {classes} |\n");
    }

    private static void AppendScenarios(StringBuilder page)
    {
        page.Append("\n### By feature and scenario of FreeBSD\n\n| feature | scenario | test |\n|---|---|---|\n");
        foreach (IGrouping<string, TracedTest> group in TracedTest.All("FreeBSD").GroupBy(static each => each.Source).OrderBy(static each => FeatureOf(each.Key), StringComparer.Ordinal).ThenBy(static each => each.Key, StringComparer.Ordinal))
        {
            string tests = string.Join("<br>", group.Select(static each => $"{TestName.OfClass(each.Class)}: {TestName.OfMethod(each.Method.Name)}"));
            page.Append($"| {FeatureOf(group.Key)} | `{group.Key}` | {tests} |\n");
        }
    }

    // Of FreeBSD's paths: pf has a folder of its own, others a file, if_bridge_test.sh or the like.
    private static string FeatureOf(string scenario) =>
        scenario.StartsWith("netpfil/pf/", StringComparison.Ordinal) ? "pf" : Feature().Match(scenario).Groups["name"].Value;

    [GeneratedRegex(@"^\w+/(if_|test_)?(?<name>\w+?)(_tests?)?(\.|/|$)")]
    private static partial Regex Feature();
}
