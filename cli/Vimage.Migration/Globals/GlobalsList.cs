using Vimage.Migration.Scanning;

namespace Vimage.Migration.Globals;

/// <summary>
/// A list of static variables, one a line: a name or a documentation comment id, and after a tab whatever a gate file has there
/// (class, reason). Empty lines, those that begin with <c>#</c> and the head of a table are skipped.
/// </summary>
public sealed class GlobalsList
{
    /// <summary>The class of a gate file's line that is to be renamed; a line without a class is too.</summary>
    private const string VirtualizeClass = "virtualize";

    private GlobalsList(string path, IReadOnlyList<(int Line, string Name)> names)
    {
        Path = path;
        Names = names;
    }

    /// <summary>Gets the file's path, for messages.</summary>
    public string Path { get; }

    /// <summary>Gets the names to virtualize, each with the number of its line.</summary>
    public IReadOnlyList<(int Line, string Name)> Names { get; }

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The list.</returns>
    /// <exception cref="MigrationException">The file can't be read, or names nothing.</exception>
    public static GlobalsList Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"The list of globals can't be read: {thrown.Message}");
        }

        return Parse(path, lines);
    }

    internal static GlobalsList Parse(string path, IReadOnlyList<string> lines)
    {
        List<(int Line, string Name)> names = [];
        for (int i = 0; i < lines.Count; i++)
        {
            string[] columns = lines[i].Split('\t');
            string name = columns[0].Trim();
            bool isMeant = columns.Length < 2 || columns[1].Trim().Length == 0 || columns[1].Trim() == VirtualizeClass;
            if (name.Length > 0 && name[0] != '#' && isMeant && !lines[i].StartsWith(GateFile.Head, StringComparison.Ordinal))
            {
                names.Add((i + 1, name));
            }
        }

        return names.Count > 0
            ? new GlobalsList(path, names)
            : throw new MigrationException(
                MigrationExitCode.BadInput,
                $"'{path}' names no global. Write one a line: Namespace.Type.field.");
    }
}
