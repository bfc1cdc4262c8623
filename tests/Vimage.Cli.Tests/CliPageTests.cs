using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using Vimage.Cli.Commands;
using Vimage.Cli.Processes;
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

            The verbs on a running process are told of in [the admin end point](admin.md). They end as `sysexits(3)` says, and what was refused is one
            line: `vimage: ESRCH: There is no vnet 'v1'.`

            | exit code | when |
            |---|---|
            | 0 | done; of `exec`, what the command returns |
            | 1 | a teardown that was not clean |
            | 64, 65 | the command line, or a value in it, is wrong (EINVAL) |
            | 66 | a variable, a command, a stream, a wormhole is not there (ENOENT, EBADF) |
            | 68 | a vnet, an interface or a route is not there (ESRCH, ENXIO) |
            | 69 | there is no process to ask, or it has ended (ECONNREFUSED, ECONNRESET) |
            | 70, 71 | the process has failed, or refused for another reason |
            | 73 | it is there already (EEXIST, EADDRINUSE) |
            | 74 | a file can't be written (EIO) |
            | 75 | not now (EBUSY, EMFILE) |
            | 76 | another version of the protocol, or no network stack (EPROTONOSUPPORT) |
            | 77 | not allowed (EPERM) |

            Shells complete commands and options after `source <(vimage completion bash)`, or the like for `zsh` and `pwsh`.


            """);
        await AppendAsync(page, "vimage", []);
        ToolContext context = new(new Terminal(TextWriter.Null, TextWriter.Null));
        await AppendBelowAsync(page, Program.CreateRootCommand(context, new ProcessVerbs(context)), []);
        return page.ToString();
    }

    private static async Task AppendBelowAsync(StringBuilder page, Command parent, string[] path)
    {
        foreach (Command command in parent.Subcommands)
        {
            string[] words = [.. path, command.Name];
            await AppendAsync(page, $"vimage {string.Join(' ', words)}", words);
            await AppendBelowAsync(page, command, words);
        }
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
