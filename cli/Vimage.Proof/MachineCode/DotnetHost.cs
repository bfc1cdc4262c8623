using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vimage.Proof.MachineCode;

/// <summary>The <c>dotnet</c> program, and the runtime that it is to start.</summary>
internal static class DotnetHost
{
    private const string CoreFramework = "Microsoft.NETCore.App";

    /// <summary>Finds the <c>dotnet</c> that runs this process or belongs to its runtime.</summary>
    internal static string Find()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string besideRuntime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        string?[] places = [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"), besideRuntime, Environment.ProcessPath];
        return places.FirstOrDefault(path => Path.GetFileName(path) == name && File.Exists(path))
            ?? throw new ProofException($"No {name} found to list machine code with. Set DOTNET_HOST_PATH to it.");
    }

    /// <summary>Writes a configuration that starts the frameworks an assembly is built for, or newer ones.</summary>
    /// <param name="assemblies">The assemblies; the first with a configuration beside it decides, for all of them.</param>
    internal static string RuntimeConfigFor(params IEnumerable<string> assemblies)
    {
        JsonNode? own = assemblies
            .Select(static path => Path.ChangeExtension(path, ".runtimeconfig.json"))
            .Where(File.Exists)
            .Select(static path => Read(path)?["runtimeOptions"])
            .FirstOrDefault();
        JsonNode?[] frameworks = own?["framework"] is { } one
            ? [one]
            : [.. (own?["frameworks"] ?? own?["includedFrameworks"])?.AsArray() ?? []];
        JsonArray chosen = [.. frameworks.OfType<JsonNode>().Select(static each => each.DeepClone())];
        if (chosen.Count == 0)
        {
            chosen.Add(new JsonObject { ["name"] = CoreFramework, ["version"] = Environment.Version.ToString() });
        }

        return new JsonObject
        {
            ["runtimeOptions"] = new JsonObject { ["rollForward"] = "Major", ["frameworks"] = chosen },
        }.ToJsonString();
    }

    private static JsonNode? Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path));
        }
        catch (JsonException fault)
        {
            throw new ProofException($"The runtime configuration is not valid JSON: {path}: {fault.Message}", fault);
        }
    }
}
