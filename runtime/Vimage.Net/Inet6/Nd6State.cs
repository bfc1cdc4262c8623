namespace Vimage.Net;

/// <summary>Whether a neighbour is known to be there (RFC 4861, 7.3.2).</summary>
public enum Nd6State
{
    /// <summary>It was asked for, and has not answered yet.</summary>
    Incomplete,

    /// <summary>It was heard of within its time.</summary>
    Reachable,

    /// <summary>That is longer ago; nothing was sent to it since.</summary>
    Stale,

    /// <summary>Something was sent to it, and somebody above may hear of it soon.</summary>
    Delay,

    /// <summary>It is asked whether it is still there.</summary>
    Probe,

    /// <summary>Somebody has said what its link-layer address is. (<c>ndp -s</c>)</summary>
    Permanent,
}
