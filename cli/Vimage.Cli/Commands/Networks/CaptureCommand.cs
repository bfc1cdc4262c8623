using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;

namespace Vimage.Cli.Commands.Networks;

/// <summary><c>vimage capture</c>: records packets for Wireshark. (<c>tcpdump -w</c>.)</summary>
internal static class CaptureCommand
{
    private const string StandardOutput = "-";

    internal static Command Create(ProcessVerbs verbs)
    {
        Argument<string> path = new("vnet") { Description = "The vnet." };
        Argument<string> name = new("interface") { Description = "The interface." };
        Option<string> file = new("-w") { Description = "The file to write, as pcapng. - is the standard output.", HelpName = "file", Required = true };
        Option<int> snapLength = new("-s") { Description = "The bytes to keep of each packet.", DefaultValueFactory = static _ => 262144, HelpName = "bytes" };
        Option<double?> seconds = new("--for") { Description = "How long; until it is interrupted, or the interface leaves the vnet, unless given.", HelpName = "seconds" };
        Command command = new("capture", "Records what an interface receives and sends.") { path, name, file, snapLength, seconds };
        return verbs.Make(command, async (result, process, cancellation) =>
        {
            string target = result.GetValue(file)!;
            using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using Stream output = target == StandardOutput ? Console.OpenStandardOutput() : File.Create(target);
            int stream = await process.Network.CaptureAsync(process.Resolve(result.GetValue(path)), result.GetValue(name)!, result.GetValue(snapLength));
            if (result.GetValue(seconds) is { } time)
            {
                ending.CancelAfter(TimeSpan.FromSeconds(time));
            }

            StreamChunk end = await StreamReading.CopyAsync(process, stream, output, ending.Token);
            if (end.Lost > 0)
            {
                await process.Terminal.Error.WriteLineAsync($"vimage: {end.Lost} packets are not in the capture: they came faster than they could be written.");
            }

            return 0;
        });
    }
}
