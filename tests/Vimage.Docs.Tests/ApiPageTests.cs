using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Vimage.Docs.Tests.Harness;

namespace Vimage.Docs.Tests;

/// <summary>The page about the API names every package and every namespace, and types that there are; the site's index names every page.</summary>
public sealed partial class ApiPageTests
{
    private static readonly string[] s_projects =
        [.. new[] { "runtime", "cli" }.SelectMany(static folder => Directory.GetFiles(Path.Combine(Pages.Root, folder), "*.csproj", SearchOption.AllDirectories))];

    private static readonly string s_page = File.ReadAllText(Path.Combine(Pages.Root, "docs/api.md"));

    private static readonly Type[] s_types =
    [
        .. s_projects.Select(Path.GetFileNameWithoutExtension).Where(static name => name != "Vimage.Cli" && File.Exists(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")))
            .SelectMany(static name => Assembly.Load(name!).GetExportedTypes()),
    ];

    [Fact]
    public void Every_package_is_named()
    {
        IEnumerable<string> packages =
            from path in s_projects
            let project = XElement.Load(path)
            where project.Descendants("IsPackable").Any(static each => each.Value == "true")
            select project.Descendants("PackageId").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(path);
        Assert.Equal(packages.Order(), Rows().Select(static row => row[0].Trim('`')).Where(static name => name.Length > 0).Order());
    }

    [Fact]
    public void Every_namespace_is_named() => Assert.Equal(
        s_types.Select(static type => type.Namespace!).Distinct().Order(),
        Rows().Select(static row => row[1].Trim('`')).Where(static name => name.Length > 0).Distinct().Order());

    [Fact]
    public void The_types_to_begin_with_exist_there()
    {
        foreach (string[] row in Rows().Where(static row => row[1].Length > 0))
        {
            foreach (string name in Name().Matches(row[3]).Select(static match => match.Groups["name"].Value))
            {
                Assert.True(s_types.Any(type => type.Namespace == row[1].Trim('`') && type.Name.Split('`')[0] == name), $"{row[1]} has no type {name}.");
            }
        }
    }

    [Fact]
    public void The_index_of_the_site_names_every_page()
    {
        string index = File.ReadAllText(Path.Combine(Pages.Root, "docs/toc.yml"));
        IEnumerable<string> pages = Directory.GetFiles(Path.Combine(Pages.Root, "docs"), "*.md").Select(static path => Path.GetFileName(path));
        Assert.All(pages, page => Assert.Contains($"href: {page}\n", index, StringComparison.Ordinal));
    }

    private static IEnumerable<string[]> Rows() => s_page.Split('\n')
        .Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| package", StringComparison.Ordinal))
        .Select(static line => line.Split('|')[1..^1].Select(static cell => cell.Trim()).ToArray());

    [GeneratedRegex(@"`(?<name>\w+)(<\w+>)?`")]
    private static partial Regex Name();
}
