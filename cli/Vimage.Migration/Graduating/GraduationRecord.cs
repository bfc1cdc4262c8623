using System.Text;

namespace Vimage.Migration.Graduating;

/// <summary>
/// What has been moved, beside the code: a unified diff for each module, in the order in which they were made. It can be read, and
/// taken back by <c>patch -R</c> too.
/// </summary>
/// <param name="Entries">The modules.</param>
internal sealed record GraduationRecord(IReadOnlyList<GraduationRecord.Entry> Entries)
{
    internal const string FileName = "vimage.graduated.diff";

    private const string NewSuffix = ".vimage-new";
    private const string ModuleLine = "# module ";
    private const string Head = "# What vimage graduate has moved, for vimage graduate --undo.\n";

    internal static GraduationRecord Empty { get; } = new([]);

    private string Text =>
        Head + string.Concat(Entries.Select(static entry => $"{ModuleLine}{entry.Module}\n{entry.Diff}"));

    /// <exception cref="MigrationException">The file can't be read.</exception>
    internal static GraduationRecord Read(string folder)
    {
        if (TextOf(Path.Combine(folder, FileName)) is not { } text)
        {
            return Empty;
        }

        List<Entry> entries = [];
        StringBuilder diff = new();
        string? module = null;
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith(ModuleLine, StringComparison.Ordinal))
            {
                Add();
                module = line[ModuleLine.Length..];
            }
            else if (module is not null)
            {
                diff.Append(line).Append('\n');
            }
        }

        Add();
        return new GraduationRecord(entries);

        void Add()
        {
            if (module is not null)
            {
                entries.Add(new Entry(module, diff.ToString().TrimEnd('\n') + "\n"));
            }

            _ = diff.Clear();
        }
    }

    /// <summary>Writes the file, or removes it if nothing is left to be taken back; then does what it records.</summary>
    /// <remarks>First, so that code that has changed is never without what takes it back.</remarks>
    /// <param name="folder">Where the file is.</param>
    /// <param name="change">Changes the code, or throws and leaves it as it was; then the former file is put back.</param>
    /// <exception cref="MigrationException">The file can't be written; nothing has changed.</exception>
    internal void Write(string folder, Action change)
    {
        string path = Path.Combine(folder, FileName);
        string? former = TextOf(path);
        Replace(path, Entries.Count == 0 ? null : Text);
        try
        {
            change();
        }
        catch
        {
            Replace(path, former);
            throw;
        }
    }

    private static string? TextOf(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(
                MigrationExitCode.BadInput, $"The record of what was moved can't be read: {thrown.Message} Nothing was changed.");
        }
    }

    // Whole or not at all: what the former one knows is not lost to a full disk.
    private static void Replace(string path, string? text)
    {
        string made = path + NewSuffix;
        try
        {
            if (new FileInfo(path) is { Exists: true, IsReadOnly: true })
            {
                throw new UnauthorizedAccessException($"'{path}' is read-only.");
            }

            if (text is null)
            {
                File.Delete(path);
                return;
            }

            File.WriteAllText(made, text);
            File.Move(made, path, overwrite: true);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(made))
            {
                File.Delete(made);
            }

            throw new MigrationException(
                MigrationExitCode.BadInput, $"The record of what was moved can't be written: {thrown.Message} Nothing was changed.");
        }
    }

    /// <summary>One module.</summary>
    /// <param name="Module">The type's full name.</param>
    /// <param name="Diff">What was done to its files.</param>
    internal sealed record Entry(string Module, string Diff);
}
