namespace Vimage.Wormholes;

/// <summary>What a wormhole is up to.</summary>
public enum WormholeState
{
    /// <summary>Messages go through.</summary>
    Open,

    /// <summary>Nothing is accepted for now; what was accepted can be received.</summary>
    Paused,

    /// <summary>An end was closed, or its vnet torn down. The other end can receive what was accepted.</summary>
    Closed,

    /// <summary>It was revoked. Both ends can receive what was accepted.</summary>
    Revoked,

    /// <summary>Its far end is now that of another wormhole.</summary>
    Collapsed,
}
