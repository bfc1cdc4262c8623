using System.Text.RegularExpressions;
using Vimage.Docs.Tests.Harness;

namespace Vimage.Docs.Tests;

/// <summary>Links between pages, and what they say of the repository's files, lead to something.</summary>
public sealed partial class LinkTests
{
    private static readonly ILookup<string, Link> s_links = Pages.All.SelectMany(LinksOf).ToLookup(static link => link.From);

    public static TheoryData<string> All => [.. Pages.All];

    [Theory]
    [MemberData(nameof(All))]
    public void Each_link_leads_to_a_file_and_a_heading(string path)
    {
        string[] dead = [.. s_links[path].Where(static link => !link.IsAlive).Select(static link => $"{link.From}:{link.Line}: {link.Target} leads nowhere")];
        Assert.True(dead.Length == 0, string.Join('\n', dead));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_file_that_is_named_by_its_path_exists(string path)
    {
        string[] missing =
        [
            .. from line in Pages.Read(path).Text
               from match in NamedPath().Matches(line.Text)
               let named = match.Groups["path"].Value
               where !Path.Exists(Path.Combine(Pages.Root, named))
               select $"{path}:{line.Line}: there is no {named}",
        ];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Each_page_can_be_reached_from_the_README()
    {
        HashSet<string> reached = [];
        Stack<string> todo = new(["README.md"]);
        while (todo.TryPop(out string? page))
        {
            if (reached.Add(page))
            {
                foreach (string target in s_links[page].Select(static link => link.File).Where(Pages.All.Contains))
                {
                    todo.Push(target);
                }
            }
        }

        Assert.Empty(Pages.All.Except(reached));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_noticed()
    {
        Page page = Page.Parse("docs/wrong.md", "# A [Heading](none.md), `Code` & more\n[x](#a-heading-code--more) [y](#none) [z](rules/VIM0001.md#why)\n`[q](gone.md)`");
        Assert.Equal(["1 none.md", "2 #none"], LinksOf(page, Pages.Read).Where(static link => !link.IsAlive).Select(static link => $"{link.Line} {link.Target}"));
    }

    private static IEnumerable<Link> LinksOf(string path) => LinksOf(Pages.Read(path), Pages.Read);

    private static IEnumerable<Link> LinksOf(Page page, Func<string, Page> read) =>
        from line in page.Text
        from match in Target().Matches(Code().Replace(line.Text, ""))
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal)
        select Link.Parse(page, line.Line, target, read);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Target();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<=[`\s(])(?<path>(analyzers/|cli/|docs/|generator/|runtime/|samples/|tests/Vimage)[\w./-]*\w)")]
    private static partial Regex NamedPath();
}
