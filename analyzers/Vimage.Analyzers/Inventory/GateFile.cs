using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Analyzers.Inventory;

/// <summary>
/// The classified statics of a code base, <c>vimage.statics.tsv</c>: symbol, class and reason, a line each. The command line reads
/// and writes the same file.
/// </summary>
internal sealed class GateFile
{
    /// <summary>The name of the file.</summary>
    internal const string Name = "vimage.statics.tsv";

    /// <summary>How the line begins that says how many statics may be unaudited.</summary>
    internal const string LimitPrefix = "# unaudited:";

    private const string Head = "symbol\tclass";

    private GateFile(string path, ImmutableArray<GateLine> lines, int? limit, Location limitLocation)
    {
        Path = path;
        Lines = lines;
        Limit = limit;
        LimitLocation = limitLocation;
    }

    internal string Path { get; }

    internal ImmutableArray<GateLine> Lines { get; }

    /// <summary>Gets how many statics may be unaudited, if the file says that.</summary>
    internal int? Limit { get; }

    /// <summary>Gets where it says that; or the beginning of the file.</summary>
    internal Location LimitLocation { get; }

    internal static bool IsOne(AdditionalText file) =>
        string.Equals(System.IO.Path.GetFileName(file.Path), Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds the symbols that the gate files of a project classify.</summary>
    internal static HashSet<string> ClassifiedIn(AnalyzerOptions options, CancellationToken cancellation)
    {
        HashSet<string> symbols = new(StringComparer.Ordinal);
        foreach (AdditionalText file in options.AdditionalFiles)
        {
            if (IsOne(file) && Read(file, cancellation) is { } gate)
            {
                symbols.UnionWith(gate.Lines.Where(static line => line.Fault is null).Select(static line => line.Symbol));
            }
        }

        return symbols;
    }

    internal static GateFile? Read(AdditionalText file, CancellationToken cancellation)
    {
        if (file.GetText(cancellation) is not { } text)
        {
            return null;
        }

        ImmutableArray<GateLine>.Builder lines = ImmutableArray.CreateBuilder<GateLine>();
        HashSet<string> seen = new(StringComparer.Ordinal);
        int? limit = null;
        Location limitLocation = Location.Create(file.Path, default, default);
        foreach (TextLine line in text.Lines)
        {
            string content = line.ToString();
            if (content.StartsWith(LimitPrefix, StringComparison.Ordinal)
                && int.TryParse(content.Substring(LimitPrefix.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                limit = number;
                limitLocation = GateLine.Parse(file.Path, line).Location;
            }
            else if (!string.IsNullOrWhiteSpace(content) && content[0] != '#' && !content.StartsWith(Head, StringComparison.Ordinal))
            {
                GateLine parsed = GateLine.Parse(file.Path, line);
                lines.Add(seen.Add(parsed.Symbol) ? parsed : parsed with { Fault = $"is about '{parsed.Symbol}' a second time" });
            }
        }

        return new GateFile(file.Path, lines.ToImmutable(), limit, limitLocation);
    }
}
