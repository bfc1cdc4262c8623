using System.Globalization;

namespace Vimage.Migration.Scanning;

/// <summary>
/// The classified statics of a code base, <c>vimage.statics.tsv</c>: symbol, class and reason, a line each. The analyzers read the
/// same file.
/// </summary>
public sealed class GateFile
{
    /// <summary>The line that may come first.</summary>
    public const string Head = "symbol\tclass\treason";

    /// <summary>How the line begins that says how many statics may be unaudited.</summary>
    private const string LimitPrefix = "# unaudited:";

    private static readonly StaticClass[] s_needReason = [StaticClass.ProcessShared, StaticClass.Unaudited];

    private readonly Dictionary<string, (int Line, StaticClass Class)> _lines;

    private GateFile(string path, Dictionary<string, (int Line, StaticClass Class)> lines, int? unauditedLimit)
    {
        Path = path;
        _lines = lines;
        UnauditedLimit = unauditedLimit;
    }

    /// <summary>Gets the file's path.</summary>
    public string Path { get; }

    /// <summary>Gets how many statics may be unaudited, if the file says that.</summary>
    public int? UnauditedLimit { get; }

    /// <summary>Gets how many are.</summary>
    public int Unaudited => _lines.Values.Count(static line => line.Class == StaticClass.Unaudited);

    /// <summary>Gets a value indicating whether the file says how many statics are unaudited, if some are. (VIM0305)</summary>
    public bool IsLimitRight => UnauditedLimit == Unaudited || (UnauditedLimit is null && Unaudited == 0);

    /// <summary>Gets the symbols, each with its line.</summary>
    public IEnumerable<(string Symbol, int Line)> Symbols => _lines.Select(static each => (each.Key, each.Value.Line));

    /// <summary>Reads a gate file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="MigrationException">The file can't be read, or has a line that is wrong.</exception>
    public static GateFile Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllLines(path));
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"The gate file can't be read: {thrown.Message}");
        }
    }

    /// <summary>Returns the class of a symbol, or <see langword="null"/> if it is not in the file.</summary>
    /// <param name="symbol">The documentation comment id.</param>
    /// <returns>The class.</returns>
    public StaticClass? ClassOf(string symbol) => _lines.TryGetValue(symbol, out (int Line, StaticClass Class) found) ? found.Class : null;

    /// <summary>Returns the line of a static.</summary>
    /// <param name="finding">The static.</param>
    /// <returns>The line, with the suggested class and the reason.</returns>
    public static string LineOf(StaticFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return $"{finding.Symbol}\t{StaticClassNames.Of(finding.Class)}\t{finding.Reason}";
    }

    /// <summary>Returns the line that says how many statics are unaudited. That number may only shrink.</summary>
    /// <param name="count">The number.</param>
    /// <returns>The line.</returns>
    public static string LimitLine(int count) => string.Create(CultureInfo.InvariantCulture, $"{LimitPrefix} {count}");

    internal static GateFile Parse(string path, IReadOnlyList<string> lines)
    {
        Dictionary<string, (int Line, StaticClass Class)> found = new(StringComparer.Ordinal);
        int? limit = null;
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith(LimitPrefix, StringComparison.Ordinal))
            {
                limit = int.TryParse(lines[i][LimitPrefix.Length..], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int given)
                    ? given
                    : throw Fault(path, i, $"has no number; write how many statics are unaudited, as in '{LimitLine(3)}'");
            }

            if (string.IsNullOrWhiteSpace(lines[i]) || lines[i][0] == '#' || lines[i].StartsWith(Head, StringComparison.Ordinal))
            {
                continue;
            }

            string[] columns = lines[i].Split('\t');
            StaticClass @class = columns.Length < 2
                ? throw Fault(path, i, "has no class; write symbol, class and reason with tabs between them")
                : StaticClassNames.Find(columns[1].Trim())
                    ?? throw Fault(path, i, $"has the unknown class '{columns[1]}'; the classes are {string.Join(", ", StaticClassNames.All)}");
            if (s_needReason.Contains(@class) && (columns.Length < 3 || string.IsNullOrWhiteSpace(columns[2])))
            {
                throw Fault(path, i, $"has no reason, which '{columns[1]}' needs");
            }

            if (!found.TryAdd(columns[0].Trim(), (i + 1, @class)))
            {
                throw Fault(path, i, $"is about '{columns[0]}' a second time");
            }
        }

        return new GateFile(path, found, limit);
    }

    private static MigrationException Fault(string path, int index, string what) =>
        new(MigrationExitCode.BadInput, $"{path}:{index + 1}: the line {what}.");
}
