using Spectre.Console;

namespace Vimage.Cli.Terminals;

/// <summary>Where the tool writes to: results to one writer, and what is about the work itself to the other.</summary>
internal sealed class Terminal
{
    // Lines in a file or pipe are not broken.
    private const int UnlimitedWidth = 10_000;

    internal Terminal(TextWriter output, TextWriter error)
    {
        Out = output;
        Error = error;
        OutConsole = CreateConsole(output);
        ErrorConsole = CreateConsole(error);
    }

    internal TextWriter Out { get; }

    internal TextWriter Error { get; }

    /// <summary>Gets the console for tables.</summary>
    internal IAnsiConsole OutConsole { get; }

    /// <summary>Gets the console for progress.</summary>
    internal IAnsiConsole ErrorConsole { get; }

    /// <summary>Gets the width of a line of results, in characters; nothing, if they go to a file or pipe.</summary>
    internal int? OutWidth => OutConsole.Profile.Out.IsTerminal ? OutConsole.Profile.Width : null;

    private static IAnsiConsole CreateConsole(TextWriter writer)
    {
        AnsiConsoleOutput output = new(writer);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = output });
        if (!output.IsTerminal)
        {
            console.Profile.Width = UnlimitedWidth;
        }

        return console;
    }
}
