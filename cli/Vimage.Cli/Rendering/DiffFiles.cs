using Vimage.Migration;
using Vimage.Migration.Editing;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming;

namespace Vimage.Cli.Rendering;

/// <summary>Writes a rename in its two parts: what the tool does, as a diff; and what is left to people, as a list.</summary>
internal static class DiffFiles
{
    private const string ManualSuffix = ".manual";

    /// <exception cref="MigrationException">A file can't be written.</exception>
    internal static async Task WriteAsync(string path, Codebase codebase, RenameResult result, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(path, UnifiedDiff.Of(codebase, result.Files), cancellation);
            if (result.HandEdits.Count > 0)
            {
                await File.WriteAllLinesAsync(
                    path + ManualSuffix, result.HandEdits.Select(edit => RenameReport.Line(codebase, edit)), cancellation);
            }
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"The diff can't be written: {thrown.Message}");
        }
    }
}
