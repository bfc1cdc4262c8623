using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <content>Receiving.</content>
public sealed partial class WormholeEnd<T>
{
    // One that nobody uses just now.
    private Reception<T>? _reception;

    /// <summary>Receives a message if there is one.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether there was one; never again after the end of the stream.</returns>
    /// <exception cref="WormholeClosedException">This end is closed; or the other's process died, and all was received.</exception>
    /// <exception cref="WormholeRevokedException">The wormhole was revoked, and all that had been accepted was received.</exception>
    /// <exception cref="VnetPermissionException">The end is neither the current vnet's, nor of one below it.</exception>
    /// <exception cref="InvalidOperationException">Two receive at once.</exception>
    public bool TryReceive([MaybeNullWhen(false)] out T message)
    {
        ThrowUnlessMine();
        return TryReceiveChecked(out message);
    }

    /// <summary>Looks up once that the current vnet may receive, for many messages.</summary>
    /// <returns>What to receive by, in this method.</returns>
    /// <exception cref="VnetPermissionException">The end is neither the current vnet's, nor of one below it.</exception>
    public WormholeReceiver<T> BeginReceiving()
    {
        ThrowUnlessMine();
        return new WormholeReceiver<T>(this);
    }

    /// <summary>Receives as many messages as there are and fit.</summary>
    /// <param name="messages">Takes them.</param>
    /// <returns>How many; 0 if there is none now, and after the end of the stream.</returns>
    /// <inheritdoc cref="TryReceive(out T)" path="/exception"/>
    public int TryReceiveBatch(Span<T> messages)
    {
        ThrowUnlessMine();
        int count = _incoming.TryReceive(_turn, messages);
        if (count == 0 && IsBeyond && LookFurther())
        {
            count = _incoming.TryReceive(_turn, messages);
        }

        if (count > 0)
        {
            _hasAsked = false;
        }

        return count;
    }

    /// <summary>Waits with the thread for a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there was one: <see langword="false"/> at the end of the stream.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    /// <inheritdoc cref="TryReceive(out T)" path="/exception"/>
    public bool Receive([MaybeNullWhen(false)] out T message, CancellationToken cancellationToken = default) =>
        TryReceive(out message) || ReceiveSlowly(out message, cancellationToken);

    /// <summary>Waits with the thread for messages.</summary>
    /// <param name="messages">Takes as many as there are and fit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many; 0 at the end of the stream.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for any.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    /// <inheritdoc cref="TryReceive(out T)" path="/exception"/>
    public int ReceiveBatch(Span<T> messages, CancellationToken cancellationToken = default)
    {
        ThrowIfNoRoom(messages.Length);
        int count;
        while ((count = TryReceiveBatch(messages)) == 0)
        {
            if (!WaitToReceive(cancellationToken))
            {
                return 0;
            }
        }

        return count;
    }

    /// <summary>Waits until there is something to receive.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task of whether there may be: <see langword="false"/> at the end of the stream.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended; thrown by the task.</exception>
    /// <inheritdoc cref="TryReceive(out T)" path="/exception"/>
    public ValueTask<bool> WaitToReceiveAsync(CancellationToken cancellationToken = default)
    {
        ThrowUnlessMine();
        return _incoming.HasMessages ? new ValueTask<bool>(true) : WaitToReceiveSlowlyAsync(cancellationToken);
    }

    /// <summary>Waits for a message.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task of the message.</returns>
    /// <exception cref="EndOfStreamException">Nothing more will come; thrown by the task.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended; thrown by the task.</exception>
    /// <inheritdoc cref="TryReceive(out T)" path="/exception"/>
    public ValueTask<T> ReceiveAsync(CancellationToken cancellationToken = default) =>
        TryReceive(out T? message) ? new ValueTask<T>(message) : ReceiveLaterAsync(cancellationToken);

    /// <summary>Waits for messages.</summary>
    /// <param name="messages">Takes as many as there are and fit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task of how many; 0 at the end of the stream.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for any.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended; thrown by the task.</exception>
    /// <inheritdoc cref="TryReceive(out T)" path="/exception"/>
    public ValueTask<int> ReceiveBatchAsync(Memory<T> messages, CancellationToken cancellationToken = default)
    {
        ThrowIfNoRoom(messages.Length);
        int count = TryReceiveBatch(messages.Span);
        return count > 0 ? new ValueTask<int>(count) : ReceiveBatchSlowlyAsync(messages, cancellationToken);
    }

    /// <summary>Receives until the end of the stream.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public async IAsyncEnumerable<T> ReceiveAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await WaitToReceiveAsync(cancellationToken).ConfigureAwait(false))
        {
            while (TryReceive(out T? message))
            {
                yield return message;
            }
        }
    }

    /// <summary>Takes a message that has arrived, for a caller in a vnet.</summary>
    internal T TakeArrived(Vnet caller)
    {
        ThrowUnlessUsableFrom(caller);
        if (_incoming.TryReceive(_turn, out T? message))
        {
            _hasAsked = false;
            return message;
        }

        // The end was closed after it had arrived.
        ThrowIfClosed();
        throw new InvalidOperationException("Two receivers use an end of a wormhole at once; it has one at a time.");
    }

    /// <summary>As <see cref="TryReceive(out T)"/>, for those who may.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryReceiveChecked([MaybeNullWhen(false)] out T message)
    {
        if (_incoming is SpscWarp<T> ring ? ring.TryReceive(_turn, out message) : _incoming.TryReceive(_turn, out message))
        {
            if (_hasAsked)
            {
                _hasAsked = false;
            }

            return true;
        }

        return IsBeyond && TryReceiveBeyond(out message);
    }

    // Apart: in a loop the JIT looks the current vnet up twice.
    internal bool ReceiveSlowly([MaybeNullWhen(false)] out T message, CancellationToken cancellationToken)
    {
        Vnet vnet = CheckedVnet();
        Poller poller = new(Wait, _hasAsked, isShared: false);
        while (!TryReceiveChecked(out message))
        {
            if (cancellationToken.IsCancellationRequested || IsBeyond || !poller.LookAgain())
            {
                if (!WaitToReceive(cancellationToken))
                {
                    return false;
                }
            }

            ThrowIfPassedOn(ref vnet);
        }

        return true;
    }

    private bool TryReceiveBeyond([MaybeNullWhen(false)] out T message)
    {
        message = default;
        return LookFurther() && _incoming.TryReceive(_turn, out message);
    }

    internal void Recycle(Reception<T> reception) => Volatile.Write(ref _reception, reception);

    private ValueTask<T> ReceiveLaterAsync(CancellationToken cancellationToken)
    {
        Vnet vnet = CheckedVnet();
        Poller poller = Poller.WithoutThread(Wait, _hasAsked, isShared: false);
        do
        {
            ThrowIfPassedOn(ref vnet);
            if (IsBeyond || cancellationToken.IsCancellationRequested)
            {
                return ReceiveSlowlyAsync(cancellationToken);
            }

            if (_incoming.TryReceive(_turn, out T? message))
            {
                _hasAsked = false;
                return new ValueTask<T>(message);
            }
        }
        while (poller.LookAgain());

        Reception<T> reception = Interlocked.Exchange(ref _reception, null) ?? new Reception<T>(this);
        return reception.ParkAsync(_incoming, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<T> ReceiveSlowlyAsync(CancellationToken cancellationToken)
    {
        T? message;
        do
        {
            if (!await WaitToReceiveSlowlyAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new EndOfStreamException($"Nothing more will come through wormhole '{Name}' to vnet '{Vnet}'.");
            }
        }
        while (!TryReceive(out message));

        return message;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveBatchSlowlyAsync(Memory<T> messages, CancellationToken cancellationToken)
    {
        int count;
        do
        {
            if (!await WaitToReceiveSlowlyAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }
        }
        while ((count = TryReceiveBatch(messages.Span)) == 0);

        return count;
    }

    // None received would look like the end of the stream.
    private static void ThrowIfNoRoom(int room) => ArgumentOutOfRangeException.ThrowIfZero(room, "messages");
}
