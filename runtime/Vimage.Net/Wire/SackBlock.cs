using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <summary>A stretch of sequence numbers that has arrived (RFC 2018, 3).</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one behind the last.</param>
internal readonly record struct SackBlock(uint Start, uint End);

/// <summary>As many as the options of a segment have room for.</summary>
[InlineArray(Max)]
internal struct SackBlocks
{
    internal const int Max = 4;

    private SackBlock _first;
}
