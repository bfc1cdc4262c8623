using System.CommandLine;

namespace Vimage.Cli.Commands;

/// <summary>The options of every command that changes files.</summary>
internal sealed class ChangeOptions
{
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Change nothing; say what would be done." };

    private readonly Option<string?> _diff = new("--diff")
    {
        Description = "Write the changes to this file as a unified diff, and what is left to do by hand to one beside it.",
        HelpName = "file",
    };

    internal void AddTo(Command command)
    {
        command.Options.Add(_dryRun);
        command.Options.Add(_diff);
    }

    internal bool IsDryRun(ParseResult result) => result.GetValue(_dryRun);

    internal string? DiffOf(ParseResult result) => result.GetValue(_diff);
}
