using System.CommandLine;
using System.Globalization;
using Vimage.Admin;
using Vimage.Cli.Processes;
using Vimage.Cli.Terminals;
using Vimage.Net;
using Vimage.Net.Topology;

namespace Vimage.Cli.Commands.Topologies;

/// <summary><c>vimage up FILE</c>: runs the network that a file describes, in this process, for other verbs to see and steer.</summary>
internal static class UpCommand
{
    internal static Command Create(ProcessVerbs verbs, Terminal terminal)
    {
        Argument<string> file = new("file") { Description = "The topology, as YAML." };
        Option<ulong?> seed = new("--seed") { Description = "What all that happens by chance is made from, in place of what the file says.", HelpName = "number" };
        Option<double?> virtualTime = new("--virtual") { Description = "Let so many seconds of virtual time pass, as fast as they can, and end: the same each time.", HelpName = "seconds" };
        Option<string?> link = new("--capture") { Description = "With --virtual: record the packets of a link.", HelpName = "link" };
        Option<string?> output = new("-w") { Description = "With --capture: the file to write, as pcapng.", HelpName = "file" };
        Command command = new("up", "Runs a topology, until Ctrl-C or 'vimage down'. Its nodes are the vnets that other verbs name.") { file, seed, virtualTime, link, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(link) is null != result.GetValue(output) is null || (result.GetValue(link) is not null && result.GetValue(virtualTime) is null))
            {
                result.AddError("--capture goes with --virtual and -w.");
            }

            if (result.GetValue(virtualTime) is { } given and not (> 0 and <= 1e7))
            {
                result.AddError($"--virtual takes 0 to 10000000 seconds, and not {given.ToString(CultureInfo.InvariantCulture)}.");
            }
        });
        return verbs.MakeLocal(command, async (result, cancellation) =>
        {
            TopologyModel model = Load(result.GetValue(file)!);
            return result.GetValue(virtualTime) is { } seconds
                ? await RunVirtualAsync(model, result.GetValue(seed), TimeSpan.FromSeconds(seconds), result.GetValue(link), result.GetValue(output), terminal)
                : await ServeAsync(model, result.GetValue(seed), terminal, cancellation);
        });
    }

    private static TopologyModel Load(string file)
    {
        try
        {
            return TopologyModel.Load(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProcessException(SysExit.NoInput, "ENOENT", $"There is no topology '{file}'.");
        }
        catch (TopologyException error)
        {
            throw new ProcessException(SysExit.DataError, "EINVAL", $"The topology can't run.\n{error.Message}");
        }
    }

    private static async Task<int> RunVirtualAsync(TopologyModel model, ulong? seed, TimeSpan time, string? link, string? output, Terminal terminal)
    {
        await using RunningTopology running = await model.StartAsync(Vnet.Root, new TopologyOptions { Seed = seed, Time = new VirtualTimeProvider() });
        using FileStream? file = output is null ? null : File.Create(output);
        using PacketCapture? capture = file is null ? null : running.Capture(link!, file);
        running.Advance(time);
        await terminal.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{running.Root.Name}: {time.TotalSeconds} s of virtual time have passed, with seed {running.Seed}{(capture is null ? "" : $"; {capture.Packets} packets of {link} are in {output}")}."));
        return 0;
    }

    private static async Task<int> ServeAsync(TopologyModel model, ulong? seed, Terminal terminal, CancellationToken cancellation)
    {
        await using RunningTopology running = await model.StartAsync(Vnet.Root, new TopologyOptions { Seed = seed, Time = TimeProvider.System });
        TaskCompletionSource down = new(TaskCreationOptions.RunContinuationsAsynchronously);
        VimageAdmin admin = VimageAdmin.Start(new VimageAdminOptions
        {
            Vnet = running.Root,
            Commands = TopologyCommands.For(running, down.SetResult),
            Log = terminal.Error.WriteLine,
        });
        await using (admin)
        {
            await terminal.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{running.Root.Name} is up: {model.Nodes.Count} nodes, {model.Links.Count} links, seed {running.Seed}; process {Environment.ProcessId} at {admin.SocketPath}. Ctrl-C or 'vimage down' ends it."));
            using CancellationTokenRegistration interrupted = cancellation.Register(() => down.TrySetResult());
            await down.Task;
        }

        return 0;
    }
}
