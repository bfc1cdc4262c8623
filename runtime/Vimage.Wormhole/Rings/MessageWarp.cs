using System.Diagnostics.CodeAnalysis;

namespace Vimage.Wormholes;

/// <summary>A warp of messages.</summary>
internal abstract class MessageWarp<T> : Warp
{
    /// <summary>Sends a message if there is space and nothing speaks against it.</summary>
    internal abstract bool TrySend(in T message);

    /// <summary>Sends as many messages as possible now, of one size and without an owner.</summary>
    /// <returns>How many.</returns>
    internal abstract int TrySend(ReadOnlySpan<T> messages);

    /// <summary>Receives a message if there is one and it is the receiver's turn.</summary>
    internal abstract bool TryReceive(Turn turn, [MaybeNullWhen(false)] out T message);

    /// <summary>Receives as many messages as there are and fit, if it is the receiver's turn.</summary>
    /// <returns>How many.</returns>
    internal abstract int TryReceive(Turn turn, Span<T> messages);
}
