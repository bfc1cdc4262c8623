using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Commands.Networks;
using Vimage.Cli.Commands.Vnets;
using Vimage.Cli.Processes;

namespace Vimage.Cli.Commands;

/// <summary>
/// What <c>vimage(8)</c> of 2009 did: <c>-c</c>, <c>-d</c>, <c>-i</c>, <c>-l[r]</c> and <c>-m</c>, a vnet with a command, and nothing at all.
/// </summary>
internal sealed class OriginalSyntax(ProcessVerbs verbs, VerbScript script)
{
    private readonly Option<bool> _create = new("-c") { Description = "Create a vnet: vnet [name=value...]." };
    private readonly Option<bool> _destroy = new("-d") { Description = "Destroy a vnet." };
    private readonly Option<bool> _move = new("-i") { Description = "Move an interface into a vnet: vnet interface [name]." };
    private readonly Option<bool> _list = new("-l") { Description = "List the vnets right below, or one that is named." };
    private readonly Option<bool> _recursive = new("-r") { Description = "With -l, all below." };
    private readonly Option<bool> _modify = new("-m") { Description = "Change a vnet: vnet name=value..." };

    internal void AddTo(RootCommand root)
    {
        root.Add(verbs.Before);
        foreach (Option<bool> each in (ReadOnlySpan<Option<bool>>)[_create, _destroy, _move, _list, _recursive, _modify])
        {
            root.Add(each);
        }

        verbs.Make(root, RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, RunningProcess process, CancellationToken cancellation)
    {
        string[] words = result.GetValue(verbs.Before) ?? [];
        Option<bool>[] modes = [.. new[] { _create, _destroy, _move, _list, _modify }.Where(result.GetValue)];
        bool isRecursive = result.GetValue(_recursive);
        if (modes.Length > 1 || (isRecursive && modes is not [var only] || isRecursive && modes[0] != _list))
        {
            throw new ProcessException(SysExit.Usage, "EINVAL", "-c, -d, -i, -l and -m exclude each other, and -r goes with -l.");
        }

        Option<bool>? mode = modes.FirstOrDefault();
        return words switch
        {
            [] when mode is null => await PrintNameAsync(process),
            [] when mode == _list => await ListAsync(process, RunningProcess.Self, isRecursive),
            [var vnet] when mode == _list => await ListAsync(process, vnet, isRecursive),
            [var vnet, .. var parameters] when mode == _create => await CreateCommand.RunAsync(process, vnet, parameters),
            [var vnet] when mode == _destroy => await DestroyCommand.RunAsync(process, vnet, isRecursive: false),
            [var vnet, var name] when mode == _move => await MvIfCommand.RunAsync(process, RunningProcess.Self, name, vnet, null),
            [var vnet, var name, var newName] when mode == _move => await MvIfCommand.RunAsync(process, RunningProcess.Self, name, vnet, newName),
            [var vnet, .. { Length: > 0 } parameters] when mode == _modify => await ModifyAsync(process, vnet, parameters),
            [var vnet] when mode is null => await SwitchAsync(process, vnet, cancellation),
            [var vnet, var command, .. var arguments] when mode is null => await ExecCommand.RunAsync(process, vnet, command, arguments, cancellation),
            _ => throw new ProcessException(SysExit.Usage, "EINVAL", "usage: vimage [-c|-m] vnet [name=value...]; -d vnet; -i vnet interface [name]; -l[r] [vnet]; vnet [command...]"),
        };
    }

    private static async Task<int> PrintNameAsync(RunningProcess process)
    {
        await process.Out.WriteLineAsync((await process.Vnets.HelloAsync(AdminProtocol.Version)).Vnet);
        return 0;
    }

    // In the words of 2009.
    private static async Task<int> ListAsync(RunningProcess process, string vnet, bool isRecursive)
    {
        IReadOnlyList<VnetEntry> listed = await process.Vnets.ListAsync(vnet, isRecursive);
        bool isSingle = vnet != RunningProcess.Self && !isRecursive;
        foreach (VnetEntry each in isSingle ? listed.Take(1) : listed.Skip(vnet == RunningProcess.Self ? 1 : 0))
        {
            await process.Out.WriteLineAsync($"\"{each.Path}\":\n    {each.Sockets} sockets, {each.Interfaces} ifnets, {each.Tasks} processes");
        }

        return 0;
    }

    private static async Task<int> ModifyAsync(RunningProcess process, string vnet, string[] parameters)
    {
        await VnetParameters.Parse(parameters).ApplyAsync(process, vnet);
        return 0;
    }

    private async Task<int> SwitchAsync(RunningProcess process, string vnet, CancellationToken cancellation)
    {
        await process.Vnets.ListAsync(vnet, recursive: false);
        return await script.RunInteractiveAsync(process, vnet, cancellation);
    }
}
