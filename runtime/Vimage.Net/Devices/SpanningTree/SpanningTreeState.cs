namespace Vimage.Net;

/// <summary>What a port of a bridge does with frames (IEEE 802.1D-2004, 7.4).</summary>
public enum SpanningTreeState
{
    /// <summary>It takes and sends none.</summary>
    Discarding,

    /// <summary>It takes none, but learns where they come from.</summary>
    Learning,

    /// <summary>It takes, learns and sends.</summary>
    Forwarding,
}
