using System.CommandLine;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;
using Vimage.Net.Topology;

namespace Vimage.Cli.Commands.Networks;

/// <summary><c>vimage topology</c>: draws who is connected with whom.</summary>
internal static class TopologyCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Option<bool> svg = new("--svg") { Description = "As a picture, SVG. That is the default." };
        Option<bool> mermaid = new("--mermaid") { Description = "As a graph for Mermaid." };
        Option<bool> json = new("--json") { Description = "As JSON: nodes and edges." };
        Option<string?> file = new("--output", "-o") { Description = "The file to write; the standard output unless given.", HelpName = "file" };
        Command command = new("topology", "Draws the network of a running process.") { svg, mermaid, json, file, verbs.Inside };
        command.Validators.Add(result =>
        {
            if (new[] { svg, mermaid, json }.Count(each => result.GetValue(each)) > 1)
            {
                result.AddError("--svg, --mermaid and --json exclude each other.");
            }
        });
        return verbs.Make(command, async (result, process, cancellation) =>
        {
            NetworkGraph graph = await ProcessGraph.ReadAsync(process, process.Resolve(null));
            string text = result.GetValue(mermaid) ? graph.ToMermaid() : result.GetValue(json) ? graph.ToJson() : graph.ToSvg();
            if (result.GetValue(file) is { } path)
            {
                await File.WriteAllTextAsync(path, text, cancellation);
            }
            else
            {
                await process.Out.WriteLineAsync(text.TrimEnd());
            }

            return 0;
        });
    }
}
