using Vimage.Migration.Graduating;
using Vimage.Migration.Loading;

namespace Vimage.Cli.Rendering;

/// <summary>Says what was moved, and what was not.</summary>
internal static class GraduateReport
{
    internal static void Write(TextWriter output, Codebase codebase, GraduateResult result, bool isUndo, bool isDryRun)
    {
        string done = isDryRun ? "would be" : "were";
        string files = $"{result.Files.Count} of {codebase.FileCount} files {done} changed.";
        output.WriteLine(isUndo
            ? $"{result.Modules.Count} modules {done} taken back; {files}"
            : $"{result.Modules.Sum(static module => module.Variables)} variables of {result.Modules.Count} modules {done} moved; {files}");
        if (result.Left.Count > 0)
        {
            output.WriteLine("What stays as it is:");
            foreach ((string name, string reason) in result.Left)
            {
                output.WriteLine($"  {name} {reason}");
            }
        }
    }
}
