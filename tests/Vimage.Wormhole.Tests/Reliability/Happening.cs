namespace Vimage.Wormholes.Tests;

/// <summary>What happens to a wormhole in the middle of a round.</summary>
public enum Happening
{
    /// <summary>Its sender completes it when all is sent.</summary>
    Nothing,

    /// <summary>The sending end is closed.</summary>
    SenderClosed,

    /// <summary>The receiving end is closed.</summary>
    ReceiverClosed,

    /// <summary>It is revoked.</summary>
    Revoked,

    /// <summary>The sender's vnet is destroyed.</summary>
    SendersVnetDestroyed,

    /// <summary>The receiver's vnet is destroyed.</summary>
    ReceiversVnetDestroyed,

    /// <summary>It is throttled for a time.</summary>
    Throttled,

    /// <summary>It is paused and resumed.</summary>
    Paused,

    /// <summary>It becomes one with another, at whose far end the receiver is.</summary>
    Collapsed,
}
