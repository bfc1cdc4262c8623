using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Analyzers.Inventory;

/// <summary>A line of a gate file.</summary>
/// <param name="Symbol">The static: its documentation comment id.</param>
/// <param name="Class">Its class.</param>
/// <param name="Location">Where the line is.</param>
/// <param name="Fault">What is wrong with it, if anything.</param>
internal sealed record GateLine(string Symbol, string Class, Location Location, string? Fault)
{
    /// <summary>Returns the line of a static.</summary>
    internal static string Of(ISymbol variable, string @class, string reason) =>
        $"{variable.GetDocumentationCommentId()}\t{@class}\t{reason}";

    internal static GateLine Parse(string path, TextLine line)
    {
        string[] columns = line.ToString().Split('\t');
        string symbol = columns[0].Trim();
        string @class = columns.Length > 1 ? columns[1].Trim() : "";
        bool hasReason = columns.Length > 2 && !string.IsNullOrWhiteSpace(columns[2]);
        LinePosition start = new(line.LineNumber, 0);
        Location location = Location.Create(
            path, line.Span, new LinePositionSpan(start, new LinePosition(line.LineNumber, line.Span.Length)));
        string? fault = @class.Length == 0 ? "has no class; write symbol, class and reason with tabs between them"
            : !StaticClasses.All.Contains(@class) ? $"has the unknown class '{@class}'; the classes are {string.Join(", ", StaticClasses.All)}"
            : StaticClasses.NeedsReason(@class) && !hasReason ? $"has no reason, which '{@class}' needs"
            : null;
        return new GateLine(symbol, @class, location, fault);
    }
}
