using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Editing;

/// <summary>Writes several files, or none.</summary>
internal static class FileTransaction
{
    private const string NewSuffix = ".vimage-new";

    /// <summary>Writes the changed texts over the files.</summary>
    /// <param name="files">Each file's full path, its text as it was read, and its new text.</param>
    /// <param name="cancellation">Looked at until the first file is replaced.</param>
    /// <exception cref="MigrationException">
    /// A file is read-only, was changed since it was read, or can't be written; no file has changed.
    /// </exception>
    internal static void Commit(IReadOnlyList<FileChange> files, CancellationToken cancellation)
    {
        foreach (FileChange file in files)
        {
            ThrowUnlessWritable(file);
        }

        List<(string New, string Target, FileChange File)> written = [];
        try
        {
            foreach (FileChange file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                string target = TargetOf(file.Path);
                written.Add((target + NewSuffix, target, file));
                Write(target + NewSuffix, file.After);
                KeepMode(target, target + NewSuffix);
            }

            // From here on the only thing that can fail is a rename within a folder; what was renamed is put back.
            Replace(written);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"Nothing was changed: {thrown.Message}");
        }
        finally
        {
            foreach ((string made, _, _) in written.Where(static file => File.Exists(file.New)))
            {
                File.Delete(made);
            }
        }
    }

    private static void Replace(List<(string New, string Target, FileChange File)> written)
    {
        int done = 0;
        try
        {
            for (; done < written.Count; done++)
            {
                File.Move(written[done].New, written[done].Target, overwrite: true);
            }
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            for (int i = 0; i < done; i++)
            {
                Write(written[i].Target, written[i].File.Before);
            }

            throw;
        }
    }

    private static void ThrowUnlessWritable(FileChange change)
    {
        FileInfo file = new(change.Path);
        if (!file.Exists)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"'{change.Path}' is gone since it was read. Nothing was changed.");
        }

        if (file.IsReadOnly)
        {
            throw new MigrationException(
                MigrationExitCode.BadInput, $"'{change.Path}' is read-only. Make it writable and run again. Nothing was changed.");
        }

        if (!File.ReadAllBytes(change.Path).AsSpan().SequenceEqual(SourceFile.BytesOf(change.Before)))
        {
            throw new MigrationException(
                MigrationExitCode.BadInput, $"'{change.Path}' was changed since it was read. Run again. Nothing was changed.");
        }
    }

    // A link stays one; what it leads to is changed.
    private static string TargetOf(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static void KeepMode(string from, string to)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));
        }
    }

    private static void Write(string path, SourceText text) => File.WriteAllBytes(path, SourceFile.BytesOf(text));
}
