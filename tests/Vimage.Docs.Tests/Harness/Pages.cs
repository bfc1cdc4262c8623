using System.Runtime.CompilerServices;

namespace Vimage.Docs.Tests.Harness;

/// <summary>The pages of this repository: the README, what is beside it, and the documentation.</summary>
internal static class Pages
{
    internal static string Root { get; } = FindRoot();

    /// <summary>Gets their paths, relative to the root.</summary>
    internal static IReadOnlyList<string> All { get; } =
    [
        .. from path in Directory.GetFiles(Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
           select Path.GetRelativePath(Root, path).Replace('\\', '/') into relative
           orderby relative
           select relative,
    ];

    internal static Page Read(string relative) => Page.Parse(relative, File.ReadAllText(Path.Combine(Root, relative)));

    /// <summary>Says whether the page is one of a rule, whose examples are those of that rule's tests.</summary>
    internal static bool IsOfRule(string relative) => relative.StartsWith("docs/rules/VIM", StringComparison.Ordinal);

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
