using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <summary>
/// The right to send through an end, looked up once: for loops, as <c>INIT_VNET_x</c> is for state. It can't leave the method that has
/// it, nor be kept across an <c>await</c>.
/// </summary>
/// <typeparam name="T">What goes through.</typeparam>
/// <seealso cref="WormholeEnd{T}.BeginSending"/>
public readonly ref struct WormholeSender<T>
{
    private readonly WormholeEnd<T> _end;

    internal WormholeSender(WormholeEnd<T> end) => _end = end;

    /// <inheritdoc cref="WormholeEnd{T}.TrySend(in T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySend(in T message) => _end.TrySendChecked(message);

    /// <inheritdoc cref="WormholeEnd{T}.Send(in T, CancellationToken)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Send(in T message, CancellationToken cancellationToken = default)
    {
        if (!_end.TrySendChecked(message))
        {
            _end.SendSlowly(message, cancellationToken);
        }
    }
}
