using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Vnets;

/// <summary><c>vimage sysctl</c>: variables that have a name. (FreeBSD: <c>sysctl(8)</c>.)</summary>
internal static class SysctlCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Argument<string[]> names = new("names")
        {
            Description = "What the names begin with, all of them unless given; or name=value, to set a variable.",
            HelpName = "name[=value]",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> describe = new("--describe", "-d") { Description = "Say what each is, in place of its value." };
        Option<bool> json = Listing.CreateOption();
        Command command = new("sysctl", "Shows and sets variables of a vnet.") { names, describe, json, verbs.Inside };
        return verbs.Make(command, async (result, process, _) =>
        {
            string vnet = process.Resolve(null);
            List<VariableEntry> variables = [];
            foreach (string name in result.GetValue(names) is { Length: > 0 } given ? given : [""])
            {
                variables.AddRange(await DoAsync(process, vnet, name));
            }

            if (result.GetValue(json))
            {
                return await Listing.WriteJsonAsync(process.Out, variables);
            }

            foreach (VariableEntry each in variables)
            {
                await process.Out.WriteLineAsync($"{each.Name}: {(result.GetValue(describe) ? Describe(each) : each.Value)}");
            }

            return 0;
        });
    }

    private static async Task<IReadOnlyList<VariableEntry>> DoAsync(RunningProcess process, string vnet, string name)
    {
        if (name.Split('=', 2) is [var variable, var value])
        {
            await process.Vnets.SetVariableAsync(vnet, variable, value);
            return [.. (await process.Vnets.ListVariablesAsync(vnet, variable)).Where(each => each.Name == variable)];
        }

        IReadOnlyList<VariableEntry> found = await process.Vnets.ListVariablesAsync(vnet, name);
        return found.Count > 0 || name.Length == 0
            ? found
            : throw new ProcessException(SysExit.NoInput, "ENOENT", $"There is no variable whose name begins with '{name}'.");
    }

    private static string Describe(VariableEntry variable) =>
        variable.Description + (variable.Unit.Length > 0 ? $" [{variable.Unit}]" : "") + (variable.IsReadOnly ? " (read only)" : "");
}
