using Vimage.Migration;
using Vimage.Migration.Editing;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming;

namespace Vimage.Cli.Rendering;

/// <summary>Writes a change in its two parts: what the tool does, as a diff; and what is left to people, as a list.</summary>
internal static class DiffFiles
{
    private const string ManualSuffix = ".manual";

    /// <exception cref="MigrationException">A file can't be written.</exception>
    internal static async Task WriteAsync(
        string path, Codebase codebase, IEnumerable<FileChange> files, IReadOnlyCollection<HandEdit> handEdits)
    {
        await OutputFile.WriteAsync(path, UnifiedDiff.Of(codebase, files));
        if (handEdits.Count > 0)
        {
            await OutputFile.WriteAsync(
                path + ManualSuffix, string.Concat(handEdits.Select(edit => RenameReport.Line(codebase, edit) + "\n")));
        }
    }
}
