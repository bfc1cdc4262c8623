using System.Text.Encodings.Web;
using System.Text.Json;

namespace Vimage.Bench.Harness;

/// <summary>Reports as JSON files.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",

        // "<=" as it is: these files are read by people, and by no browser.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void Write(string path, Report report) =>
        File.WriteAllText(path, JsonSerializer.Serialize(report, s_options) + "\n");

    /// <exception cref="BadInputException">The file is not a report.</exception>
    internal static Report Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Report>(File.ReadAllText(path), s_options) is { Suite: not null, Rows: not null } report
                ? report
                : throw new BadInputException($"{path} is not the JSON of a suite. Write it with SUITE --json {path}.");
        }
        catch (JsonException fault)
        {
            throw new BadInputException($"{path} is not the JSON of a suite: {fault.Message}", fault);
        }
    }
}
