using Vimage.Admin.Protocol;

namespace Vimage.Cli.Rendering;

/// <summary>What a teardown has found, a line each.</summary>
internal static class TeardownText
{
    internal static async Task WriteAsync(TextWriter output, TeardownEntry teardown)
    {
        await output.WriteLineAsync($"{teardown.EndedAt:u}  {teardown.Path}: {(teardown.IsClean ? "clean" : "not clean")}, {teardown.Modules.Count} modules");
        foreach (string failure in teardown.Failures)
        {
            await output.WriteLineAsync($"  failed: {failure}");
        }

        foreach (string holding in teardown.Held)
        {
            await output.WriteLineAsync($"  held: {holding}");
        }
    }
}
