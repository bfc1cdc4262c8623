using System.Text;
using Microsoft.CodeAnalysis.Text;

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
    internal static void Commit(
        IReadOnlyList<(string Path, SourceText Before, SourceText After)> files, CancellationToken cancellation)
    {
        foreach ((string path, SourceText before, _) in files)
        {
            ThrowUnlessWritable(path, before);
        }

        List<string> written = [];
        try
        {
            foreach ((string path, _, SourceText after) in files)
            {
                cancellation.ThrowIfCancellationRequested();
                Write(path + NewSuffix, after);
                written.Add(path + NewSuffix);
            }

            // From here on the only thing that can fail is a rename within a folder; what was renamed is put back.
            Replace(files);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"Nothing was changed: {thrown.Message}");
        }
        finally
        {
            written.ForEach(File.Delete);
        }
    }

    private static void Replace(IReadOnlyList<(string Path, SourceText Before, SourceText After)> files)
    {
        int done = 0;
        try
        {
            for (; done < files.Count; done++)
            {
                File.Move(files[done].Path + NewSuffix, files[done].Path, overwrite: true);
            }
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            for (int i = 0; i < done; i++)
            {
                Write(files[i].Path, files[i].Before);
            }

            throw;
        }
    }

    private static void ThrowUnlessWritable(string path, SourceText before)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"'{path}' is gone since it was read. Nothing was changed.");
        }

        if (file.IsReadOnly)
        {
            throw new MigrationException(
                MigrationExitCode.BadInput, $"'{path}' is read-only. Make it writable and run again. Nothing was changed.");
        }

        using FileStream stream = file.OpenRead();
        if (!SourceText.From(stream, before.Encoding).ContentEquals(before))
        {
            throw new MigrationException(
                MigrationExitCode.BadInput, $"'{path}' was changed since it was read. Run again. Nothing was changed.");
        }
    }

    private static void Write(string path, SourceText text)
    {
        using StreamWriter writer = new(path, append: false, text.Encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        text.Write(writer);
    }
}
