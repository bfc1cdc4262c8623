using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Vimage.Runtime.Exploration.Tests.Harness;

/// <summary>
/// The program with the scenarios, in a folder of its own, with the scheduler's hooks in it and in the runtime beside it.
/// </summary>
internal sealed class Explorer : IDisposable
{
    private const string RuntimeFile = "Vimage.Runtime.dll";
    private const string ProgramFile = "Vimage.Runtime.Exploration.dll";

    private static readonly string s_coyote = Metadata("Coyote");

    private static readonly string s_built = Path.Combine(AppContext.BaseDirectory, "explorer");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vimage-explore-");

    private Explorer(byte[]? runtime)
    {
        string plain = _directory.CreateSubdirectory("plain").FullName;
        foreach (string file in Directory.GetFiles(s_built))
        {
            File.Copy(file, Path.Combine(plain, Path.GetFileName(file)));
        }

        if (runtime is not null)
        {
            File.WriteAllBytes(Path.Combine(plain, RuntimeFile), runtime);
        }
    }

    /// <summary>Gets the root of the repository.</summary>
    internal static string RepoRoot => Metadata("RepoRoot");

    /// <summary>Gets the file of the runtime as it was built.</summary>
    internal static string Runtime => Path.Combine(s_built, RuntimeFile);

    /// <summary>Makes one.</summary>
    /// <param name="runtime">The runtime's file, if not the one that was built.</param>
    internal static async Task<Explorer> Create(byte[]? runtime = null)
    {
        Explorer explorer = new(runtime);
        string configuration = explorer.PathOf("rewriting.json");
        await File.WriteAllTextAsync(configuration, JsonSerializer.Serialize(new
        {
            AssembliesPath = "plain",
            OutputPath = "rewritten",
            Assemblies = new[] { ProgramFile, RuntimeFile },
            // Where the scheduler could pause must not be in the handler of an async local: it ends paused threads by an exception.
            IsRewritingMemoryLocations = false,
        }));
        (int exitCode, string output) = await Run("exec", "--roll-forward", "Major", s_coyote, "rewrite", configuration);
        Assert.True(exitCode == 0, output);
        return explorer;
    }

    /// <summary>Explores a scenario.</summary>
    /// <returns>0, or 1 if an interleaving breaks it; and what the program said.</returns>
    internal Task<(int ExitCode, string Output)> Explore(string scenario, int iterations) => Run(
        "exec", PathOf($"rewritten/{ProgramFile}"), scenario, iterations.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => _directory.Delete(recursive: true);

    private static async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["COYOTE_CLI_TELEMETRY_OPTOUT"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static string Metadata(string key) => typeof(Explorer).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == key).Value!;

    private string PathOf(string file) => Path.Combine(_directory.FullName, file);
}
