using System.Diagnostics;
using Vimage.Proof.Lister;
using Vimage.Proof.Metadata;

namespace Vimage.Proof.MachineCode;

/// <summary>Runs the lister on one build, in a process of its own, with the JIT writing down what it makes.</summary>
internal sealed class ListingProcess(string runtimeConfig, TimeSpan timeout)
{
    // Every method optimised at once, by nothing but its IL: no tiers, no profile, no code from before. The listing is the plain
    // one: the "diffable" one has one and the same number for each address, and for each large constant too.
    private static readonly KeyValuePair<string, string>[] s_settings =
    [
        new("DOTNET_JitDisasm", "*"),
        new("DOTNET_TieredCompilation", "0"),
        new("DOTNET_TieredPGO", "0"),
        new("DOTNET_ReadyToRun", "0"),
    ];

    private static readonly string[] s_runtime = ["DOTNET_", "COMPlus_", "CORECLR_"];

    // Settings that say where the runtime is and how it starts, and nothing about its code.
    private static readonly string[] s_inherited = ["DOTNET_ROOT", "DOTNET_HOST_PATH", "DOTNET_SYSTEM_", "DOTNET_CLI_"];

    /// <summary>Lists a build once.</summary>
    /// <exception cref="ProofException">The process failed or took too long.</exception>
    internal async Task<RawListing> RunAsync(AssemblyImage image, ListingPlan plan, CancellationToken cancellationToken)
    {
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("vimage-proof-");
        try
        {
            string PathOf(string name) => Path.Combine(scratch.FullName, name);
            string lister = typeof(PlanItem).Assembly.Location;

            // Alone in a directory, the lister has no other assembly beside it that could get in the way of the listed one's.
            string alone = PathOf(Path.GetFileName(lister));
            File.Copy(lister, alone);
            await File.WriteAllTextAsync(Path.ChangeExtension(alone, ".runtimeconfig.json"), runtimeConfig, cancellationToken);
            PlanItem.WriteAll(PathOf("plan"), plan.Items);
            ProcessStartInfo start = new(DotnetHost.Find(), ["exec", alone, image.Path, PathOf("plan"), PathOf("manifest")])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                WorkingDirectory = scratch.FullName,
            };
            SetUp(start.Environment, PathOf("listing"));
            await WaitForAsync(start, image, cancellationToken);
            return new RawListing(PathOf("listing"), PathOf("manifest"));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static void SetUp(IDictionary<string, string?> environment, string listing)
    {
        foreach (string name in environment.Keys.Where(IsRuntimeSetting).ToArray())
        {
            environment.Remove(name);
        }

        foreach ((string name, string value) in s_settings)
        {
            environment[name] = value;
        }

        environment["DOTNET_JitStdOutFile"] = listing;
    }

    private static bool IsRuntimeSetting(string name) =>
        s_runtime.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        && !s_inherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private async Task WaitForAsync(ProcessStartInfo start, AssemblyImage image, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
            {
                throw new ProofException(
                    $"Listing {image.Path} failed with exit code {process.ExitCode}:\n{await error}{await output}".TrimEnd());
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProofException(
                $"Listing {image.Path} took longer than {timeout}. Allow it more: {nameof(ProofOptions.ListingTimeout)}.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
