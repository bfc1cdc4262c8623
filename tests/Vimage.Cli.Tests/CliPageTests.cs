using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using Vimage.Cli.Terminals;
using Vimage.Cli.Tests.Harness;

namespace Vimage.Cli.Tests;

/// <summary>The page about the tool is what the tool says of itself.</summary>
public sealed class CliPageTests
{
    private const string Refresh = "VIMAGE_UPDATE_DOCS";

    [Fact]
    public async Task ThePageIsTheHelp()
    {
        string path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "docs", "cli.md");
        string page = await RenderAsync();
        if (Environment.GetEnvironmentVariable(Refresh) == "1")
        {
            await File.WriteAllTextAsync(path, page, TestContext.Current.CancellationToken);
        }

        Assert.True(
            page == await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken),
            $"docs/cli.md is not what the help says. Write it again: run this test with {Refresh}=1.");
    }

    private static async Task<string> RenderAsync()
    {
        StringBuilder page = new();
        page.Append(
            """
            # The tool `vimage`

            This page is the tool's own help. How the commands are used together is told in [migrating](migrating.md).

            Exit codes: 0 done, 1 the answer is no (a gate, a proof, a rename that would not compile or needs an edit by hand),
            2 bad input, 3 the target could not be loaded, 130 interrupted. Unless it says that files were changed, none were.

            Shells complete commands and options after `source <(vimage completion bash)`, or the like for `zsh` and `pwsh`.


            """);
        await AppendAsync(page, "vimage", []);
        RootCommand root = Program.CreateRootCommand(new Terminal(TextWriter.Null, TextWriter.Null));
        foreach (Command command in root.Subcommands)
        {
            await AppendAsync(page, $"vimage {command.Name}", [command.Name]);
        }

        return page.ToString();
    }

    private static async Task AppendAsync(StringBuilder page, string title, string[] arguments)
    {
        (_, string help, _) = await Tool.RunAsync([.. arguments, "--help"]);

        // The help calls the tool after the process, which here is the tests'.
        help = help.Replace(RootCommand.ExecutableName, "vimage", StringComparison.Ordinal);
        string[] lines = [.. help.Split('\n').Select(static line => line.TrimEnd())];
        page.Append("## ").Append(title).Append("\n\n```\n").Append(string.Join('\n', lines).Trim()).Append("\n```\n\n");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
