namespace Vimage.Wormholes;

/// <summary>
/// A message whose ownership passes with it: when it is accepted, the sender's handle is void, and the receiver gets a new one. So
/// what it refers to needs no copy.
/// </summary>
/// <typeparam name="TSelf">The message itself.</typeparam>
/// <seealso cref="WormholeBuffer"/>
public interface IWormholeMessage<out TSelf>
{
    /// <summary>Gets a value indicating whether this handle is the owner's. Asked before it is sent; sending one that is not fails.</summary>
    bool IsOwned { get; }

    /// <summary>Gets the bytes that it stands for, for counters and limits.</summary>
    long ByteCount { get; }

    /// <summary>Makes this handle void. Called when the message is accepted; it must not throw.</summary>
    /// <returns>The receiver's handle.</returns>
    TSelf PassOn();
}
