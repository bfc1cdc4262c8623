namespace Vimage.Net;

/// <summary>What a port of a bridge is for in the spanning tree (IEEE 802.1D-2004, 17.7).</summary>
public enum SpanningTreeRole
{
    /// <summary>Nothing: it is down, or the bridge is.</summary>
    Disabled,

    /// <summary>The way to the root.</summary>
    Root,

    /// <summary>The way to the root for those who are on its link.</summary>
    Designated,

    /// <summary>Another way to the root, for when the first one fails.</summary>
    Alternate,

    /// <summary>A second port of the bridge on one link, for when the first one fails.</summary>
    Backup,
}
