using System.Diagnostics;
using System.Reflection;

namespace Vimage.Cli.Tests.Harness;

/// <summary>The sample program whose vnets can be seen and steered, in a process of its own; and the tool, as a program, that does it.</summary>
public sealed class SteeredProcess : IAsyncLifetime
{
    private static readonly string s_program =
        typeof(SteeredProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static each => each.Key == "SteeredProcess").Value!;

    private readonly string _session = Path.Combine(Path.GetTempPath(), $"vimage-{Guid.NewGuid():N}");
    private readonly List<Process> _processes = [];

    /// <summary>Gets the numbers of the processes that run.</summary>
    internal IReadOnlyList<int> Ids => [.. _processes.Select(static each => each.Id)];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_session);
        await StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Process each in _processes)
        {
            each.StandardInput.Close();
            await each.WaitForExitAsync();
            each.Dispose();
        }

        Directory.Delete(_session, recursive: true);
    }

    /// <summary>Starts one more of the program.</summary>
    internal async Task StartAsync()
    {
        Process process = Process.Start(StartInfo(s_program))!;
        _processes.Add(process);
        string? line = await process.StandardOutput.ReadLineAsync();
        Assert.StartsWith("Listening at", line, StringComparison.Ordinal);
    }

    /// <summary>Runs the tool itself as a process that is steered.</summary>
    /// <returns>The first line that it writes.</returns>
    internal async Task<string> StartToolAsync(params string[] arguments)
    {
        Process process = Process.Start(StartInfo(typeof(Program).Assembly.Location, arguments))!;
        _processes.Add(process);
        return await process.StandardOutput.ReadLineAsync() ?? await process.StandardError.ReadToEndAsync();
    }

    /// <summary>Waits for the end of the last one.</summary>
    /// <returns>Its exit code.</returns>
    internal async Task<int> WaitForLastAsync()
    {
        await _processes[^1].WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return _processes[^1].ExitCode;
    }

    /// <summary>Kills the last one.</summary>
    internal async Task KillAsync()
    {
        _processes[^1].Kill();
        await _processes[^1].WaitForExitAsync();
        _processes[^1].Dispose();
        _processes.RemoveAt(_processes.Count - 1);
    }

    /// <summary>Runs the tool as a program.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <returns>The exit code, and what it has written.</returns>
    internal Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    /// <summary>Runs the tool as a program that is given lines to read.</summary>
    internal async Task<(int ExitCode, string Out, string Error)> RunWithInputAsync(string input, params string[] arguments)
    {
        using Process tool = Process.Start(StartInfo(typeof(Program).Assembly.Location, arguments))!;
        await tool.StandardInput.WriteAsync(input);
        tool.StandardInput.Close();
        Task<string> error = tool.StandardError.ReadToEndAsync();
        string output = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();
        return (tool.ExitCode, output, await error);
    }

    private ProcessStartInfo StartInfo(string program, params string[] arguments) => new("dotnet", [program, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["XDG_RUNTIME_DIR"] = _session },
    };
}
