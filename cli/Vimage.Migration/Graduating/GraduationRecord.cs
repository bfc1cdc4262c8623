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

    private const string ModuleLine = "# module ";
    private const string Head = "# What vimage graduate has moved, for vimage graduate --undo.\n";

    internal static GraduationRecord Empty { get; } = new([]);

    /// <exception cref="MigrationException">The file can't be read.</exception>
    internal static GraduationRecord Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return Empty;
        }

        List<Entry> entries = [];
        StringBuilder diff = new();
        string? module = null;
        foreach (string line in File.ReadAllText(path).Split('\n'))
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

    /// <summary>Writes the file, or removes it if nothing is left to be taken back.</summary>
    internal void Write(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (Entries.Count == 0)
        {
            File.Delete(path);
            return;
        }

        File.WriteAllText(path, Head + string.Concat(Entries.Select(static entry => $"{ModuleLine}{entry.Module}\n{entry.Diff}")));
    }

    /// <summary>One module.</summary>
    /// <param name="Module">The type's full name.</param>
    /// <param name="Diff">What was done to its files.</param>
    internal sealed record Entry(string Module, string Diff);
}
