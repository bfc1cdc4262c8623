using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vimage.Proof;

/// <summary>Writes what a comparison has found as JSON: verdicts, counts, and every method with its hashes.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes a report.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="result">What was found.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when all is written.</returns>
    public static Task WriteAsync(Stream stream, ProofResult result, CancellationToken cancellationToken = default) =>
        JsonSerializer.SerializeAsync(
            stream,
            new Document(
                result.Verdict,
                result.IlVerdict,
                result.MachineCodeVerdict,
                Enum.GetValues<IlGrade>().ToDictionary(static grade => grade, result.Count),
                Enum.GetValues<MachineCodeGrade>().ToDictionary(static grade => grade, result.Count),
                result.BeforePath,
                result.AfterPath,
                result.Levels,
                result.Declarations,
                result.Added,
                result.Methods),
            s_options,
            cancellationToken);

    private sealed record Document(
        ProofVerdict Verdict,
        ProofVerdict IlVerdict,
        ProofVerdict MachineCodeVerdict,
        IReadOnlyDictionary<IlGrade, int> IlCounts,
        IReadOnlyDictionary<MachineCodeGrade, int> MachineCodeCounts,
        string Before,
        string After,
        ProofLevels Levels,
        IReadOnlyList<DeclarationDifference> Declarations,
        IReadOnlyList<AddedMethod> Added,
        IReadOnlyList<MethodComparison> Methods);
}
