using System.Text.RegularExpressions;

namespace Vimage.Docs.Tests.Harness;

/// <summary>A link to a file of the repository.</summary>
/// <param name="From">The path of the page that it is on.</param>
/// <param name="Line">The line there.</param>
/// <param name="Target">What it says.</param>
/// <param name="File">The file that it leads to, by its path from the root.</param>
/// <param name="IsAlive">Whether that file exists and has the heading.</param>
internal sealed partial record Link(string From, int Line, string Target, string File, bool IsAlive)
{
    internal static Link Parse(Page page, int line, string target, Func<string, Page> read)
    {
        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0
            ? page.Path
            : Path.GetRelativePath(Pages.Root, Path.Combine(Pages.Root, Path.GetDirectoryName(page.Path)!, parts[0])).Replace('\\', '/');
        bool exists = parts[0].Length == 0 || Path.Exists(Path.Combine(Pages.Root, file));
        bool isAlive = exists && (parts.Length == 1 || Anchors(parts[0].Length == 0 ? page : read(file)).Contains(parts[1]));
        return new Link(page.Path, line, target, file, isAlive);
    }

    // As GitHub makes them of headings; those of one text are numbered.
    private static HashSet<string> Anchors(Page page)
    {
        HashSet<string> anchors = [];
        foreach ((_, string text) in page.Text.Where(static line => Heading().IsMatch(line.Text)))
        {
            string title = Markup().Replace(Heading().Replace(text, ""), "${text}");
#pragma warning disable CA1308 // Anchors are in lower case.
            string anchor = Dropped().Replace(title.Trim().ToLowerInvariant(), "").Replace(' ', '-');
#pragma warning restore CA1308
            string free = anchor;
            for (int i = 1; !anchors.Add(free); i++)
            {
                free = $"{anchor}-{i}";
            }
        }

        return anchors;
    }

    [GeneratedRegex("^#+ ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex Markup();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex Dropped();
}
