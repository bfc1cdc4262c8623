using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <summary>The right to receive at an end, looked up once, as <see cref="WormholeSender{T}"/> is to send.</summary>
/// <typeparam name="T">What goes through.</typeparam>
/// <seealso cref="WormholeEnd{T}.BeginReceiving"/>
public readonly ref struct WormholeReceiver<T>
{
    private readonly WormholeEnd<T> _end;

    internal WormholeReceiver(WormholeEnd<T> end) => _end = end;

    /// <inheritdoc cref="WormholeEnd{T}.TryReceive(out T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReceive([MaybeNullWhen(false)] out T message) => _end.TryReceiveChecked(out message);

    /// <inheritdoc cref="WormholeEnd{T}.Receive(out T, CancellationToken)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Receive([MaybeNullWhen(false)] out T message, CancellationToken cancellationToken = default) =>
        _end.TryReceiveChecked(out message) || _end.ReceiveSlowly(out message, cancellationToken);
}
