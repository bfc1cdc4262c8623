using System.Text.Json;
using System.Text.Json.Nodes;
using Vimage.Migration;
using Vimage.Migration.Progress;

namespace Vimage.Cli.Rendering;

/// <summary>Reads back what <c>vimage prove --json</c> has written.</summary>
internal static class ProofFile
{
    /// <summary>Returns the assembly's name, and how many of its methods are the same program.</summary>
    /// <exception cref="MigrationException">The file can't be read, or is none of a proof.</exception>
    internal static KeyValuePair<string, ProofCounts> Read(string path)
    {
        try
        {
            JsonNode root = JsonNode.Parse(File.ReadAllText(path))!;
            string level = root["levels"]!.GetValue<string>() == "il" ? "ilCounts" : "machineCodeCounts";
            JsonObject counts = root[level]!.AsObject();
            int Sum(params string[] grades) => grades.Sum(grade => counts[grade]?.GetValue<int>() ?? 0);
            int same = Sum("identical", "identicalModuloNops");
            return new(
                Path.GetFileNameWithoutExtension(root["after"]!.GetValue<string>()),
                new ProofCounts(same + Sum("different", "missing", "notListed"), same));
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"The proof can't be read: {thrown.Message}");
        }
        catch (Exception thrown) when (thrown is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"'{path}' is no proof. Write one with: vimage prove BEFORE AFTER --json \"{path}\".");
        }
    }
}
