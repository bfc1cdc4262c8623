using System.CommandLine;
using Spectre.Console;
using Vimage.Cli.Commands;

namespace Vimage.Cli;

/// <summary>The <c>vimage</c> tool.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => CreateRootCommand(AnsiConsole.Console).Parse(arguments).InvokeAsync();

    /// <summary>Makes the tool's command line.</summary>
    /// <param name="console">Where it writes to.</param>
    internal static RootCommand CreateRootCommand(IAnsiConsole console) => new(
        "Takes a code base from static variables to isolated instances, with proof at each step.")
    {
        RenameCommand.Create(console),
    };
}
