using System.CommandLine;
using Vimage.Migration;

namespace Vimage.Cli.Commands;

/// <summary><c>vimage completion</c>: prints the script that makes a shell complete the tool's commands and options.</summary>
internal static class CompletionCommand
{
    // Each asks the tool itself what could come next.
    private static readonly Dictionary<string, string> s_scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _vimage() {
                local word="${COMP_WORDS[COMP_CWORD]}" candidates
                candidates="$(vimage "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)"
                COMPREPLY=($(compgen -W "$candidates" -- "$word"))
            }
            complete -o default -F _vimage vimage
            """,
        ["zsh"] = """
            _vimage() {
                compadd -- ${(f)"$(vimage "[suggest:${#BUFFER}]" "$BUFFER" 2>/dev/null)"}
                _files
            }
            compdef _vimage vimage
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName vimage -ScriptBlock {
                param($word, $ast, $position)
                vimage "[suggest:$position]" "$ast" | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    internal static Command Create(ToolContext context)
    {
        Argument<string> shell = new("shell") { Description = "For which shell. In bash: source <(vimage completion bash)." };
        shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
        Command command = new("completion", "Prints a script that makes a shell complete this tool's commands and options.") { shell };
        context.SetAction(command, async (result, _) =>
        {
            await context.Terminal.Out.WriteLineAsync(s_scripts[result.GetValue(shell)!]);
            return MigrationExitCode.Done;
        });
        return command;
    }
}
