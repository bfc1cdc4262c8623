using System.Reflection.Metadata;

namespace Vimage.Proof.Il;

/// <summary>An exception region, by offsets; each end is the first offset after it.</summary>
internal sealed record IlRegion(
    ExceptionRegionKind Kind, string CatchType, int TryStart, int TryEnd, int FilterStart, int HandlerStart, int HandlerEnd)
{
    /// <summary>Gets the offsets that the region names.</summary>
    internal IEnumerable<int> Offsets => Kind == ExceptionRegionKind.Filter
        ? [TryStart, TryEnd, FilterStart, HandlerStart, HandlerEnd]
        : [TryStart, TryEnd, HandlerStart, HandlerEnd];

    /// <summary>Writes the region, with <paramref name="label"/> for the offsets.</summary>
    internal string ToText(Func<int, string> label)
    {
        string filter = Kind == ExceptionRegionKind.Filter ? $" {label(FilterStart)}" : "";
        string type = CatchType.Length > 0 ? " " + CatchType : "";
        return $".try {label(TryStart)} to {label(TryEnd)} {Kind}{type}{filter} handler {label(HandlerStart)} to {label(HandlerEnd)}";
    }
}
