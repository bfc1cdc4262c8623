namespace Vimage.Wormholes;

/// <summary>Why nothing more comes from one end of a wormhole, or goes to it.</summary>
public enum WormholeEndReason
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>Its sender has said that it was all.</summary>
    Completed,

    /// <summary>An end, or the wormhole, was closed.</summary>
    Closed,

    /// <summary>The vnet of an end was torn down.</summary>
    VnetDestroyed,

    /// <summary>It was revoked by a vnet that may.</summary>
    Revoked,

    /// <summary>The end was given up when two wormholes collapsed into one.</summary>
    Collapsed,

    /// <summary>The process of the other end is gone without having closed it.</summary>
    PeerDied,
}
