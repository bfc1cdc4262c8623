using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vimage.Cli.Rendering;

/// <summary>What a process has listed: as a table for people, or as JSON, just as the process has said it.</summary>
internal static class Listing
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    internal static Option<bool> CreateOption() => new("--json") { Description = "Print what the process says, as JSON." };

    internal static async Task<int> WriteAsync<T>(TextWriter output, bool isJson, IReadOnlyList<T> entries, Func<IReadOnlyList<T>, TextTable> toTable)
    {
        if (isJson)
        {
            return await WriteJsonAsync(output, entries);
        }

        await toTable(entries).WriteAsync(output);
        return 0;
    }

    internal static async Task<int> WriteJsonAsync<T>(TextWriter output, IReadOnlyList<T> entries)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(entries, s_options));
        return 0;
    }
}
