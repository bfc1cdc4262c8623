using System.Diagnostics;
using System.Text;

namespace Vimage.Cli.Tests.Harness;

/// <summary>
/// A page of documentation as a script: blocks of <c>console</c> are run, line by line, in a folder, and their output is put in
/// the place of what stands there; blocks of code whose first line names a file are written to it.
/// </summary>
internal sealed class Tutorial(string folder, IReadOnlyDictionary<string, string> paths, Action onPackageAdded)
{
    private const string Prompt = "$ ";
    private const string Fence = "```";

    // In this repository the package is not published, so that adding it means to connect what it would bring.
    private const string AddPackage = "dotnet add package Vimage";

    /// <summary>Returns the page with the output of its commands.</summary>
    internal async Task<string> ReplayAsync(string page)
    {
        StringBuilder replayed = new();
        string[] lines = page.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            replayed.Append(lines[i]).Append(i < lines.Length - 1 ? "\n" : "");
            if (lines[i] == Fence + "console")
            {
                for (i++; lines[i] != Fence; i++)
                {
                    if (lines[i].StartsWith(Prompt, StringComparison.Ordinal))
                    {
                        replayed.Append(lines[i]).Append('\n').Append(await RunAsync(lines[i][Prompt.Length..]));
                    }
                }

                replayed.Append(Fence).Append('\n');
            }
            else if (lines[i] == Fence + "csharp" && lines[i + 1].StartsWith("// File: ", StringComparison.Ordinal))
            {
                int end = Array.IndexOf(lines, Fence, i);
                await File.WriteAllLinesAsync(Path.Combine(folder, lines[i + 1]["// File: ".Length..]), lines[(i + 2)..end]);
            }
        }

        return replayed.ToString();
    }

    private async Task<string> RunAsync(string command)
    {
        if (command == AddPackage)
        {
            onPackageAdded();
            return "";
        }

        ProcessStartInfo start = new("bash", ["-c", command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(static key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["PATH"] = $"{Path.Combine(folder, "..")}:{start.Environment["PATH"]}";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();

        // What a build says differs from one to the next, but for whether it succeeds.
        bool isBuild = command.StartsWith("dotnet build", StringComparison.Ordinal);
        if (isBuild && process.ExitCode == 0)
        {
            return "";
        }

        string shown = paths.Aggregate(output, static (text, path) => text.Replace(path.Key, path.Value, StringComparison.Ordinal));
        string[] lines = [.. shown.Split('\n').Select(static line => line.TrimEnd())];
        shown = string.Join('\n', lines).Trim('\n');
        return shown.Length == 0 ? "" : shown + "\n";
    }
}
