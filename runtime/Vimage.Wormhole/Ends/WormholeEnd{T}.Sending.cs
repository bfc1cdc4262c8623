using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <content>Sending.</content>
public sealed partial class WormholeEnd<T>
{
    /// <summary>Sends a message if that is possible at once.</summary>
    /// <param name="message">The message. If its ownership passes, it does only when it is accepted.</param>
    /// <returns>Whether it was accepted; not while the wormhole is full, throttled or paused.</returns>
    /// <exception cref="WormholeClosedException">Nothing can be sent any more.</exception>
    /// <exception cref="WormholeRevokedException">The wormhole was revoked.</exception>
    /// <exception cref="VnetPermissionException">The end is neither the current vnet's, nor of one below it.</exception>
    /// <exception cref="InvalidOperationException">The message is not the sender's any more; or two send at once.</exception>
    public bool TrySend(in T message)
    {
        ThrowUnlessMine();
        return TrySendChecked(message);
    }

    /// <summary>Looks up once that the current vnet may send, for many messages.</summary>
    /// <returns>What to send by, in this method.</returns>
    /// <exception cref="VnetPermissionException">The end is neither the current vnet's, nor of one below it.</exception>
    public WormholeSender<T> BeginSending()
    {
        ThrowUnlessMine();
        return new WormholeSender<T>(this);
    }

    /// <summary>Sends as many messages as is possible at once.</summary>
    /// <param name="messages">The messages.</param>
    /// <returns>How many, from the first, were accepted.</returns>
    /// <inheritdoc cref="TrySend(in T)" path="/exception"/>
    public int TrySendBatch(ReadOnlySpan<T> messages)
    {
        ThrowUnlessMine();
        if (Passing<T>.IsOwned)
        {
            foreach (ref readonly T message in messages)
            {
                Passing<T>.ThrowUnlessOwned(message);
            }
        }

        int count = Passing<T>.IsOwned ? TrySendEach(messages) : _outgoing.TrySend(messages);
        if (count == 0)
        {
            ThrowIfSendingEnded();
        }

        _hasAsked = true;
        return count;
    }

    /// <summary>Sends a message, and waits with the thread until it is accepted.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait; the message is then not sent.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    /// <inheritdoc cref="TrySend(in T)" path="/exception"/>
    public void Send(in T message, CancellationToken cancellationToken = default)
    {
        if (!TrySend(message))
        {
            SendSlowly(message, cancellationToken);
        }
    }

    /// <summary>Sends messages, and waits with the thread until all are accepted.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait; some may have been sent.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    /// <inheritdoc cref="TrySend(in T)" path="/exception"/>
    public void SendBatch(ReadOnlySpan<T> messages, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            messages = messages[TrySendBatch(messages)..];
            if (messages.IsEmpty)
            {
                return;
            }

            WaitToSend(cancellationToken);
        }
    }

    /// <summary>Sends a message; the task ends when it is accepted.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait; the message is then not sent.</param>
    /// <returns>The task.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended; thrown by the task.</exception>
    /// <inheritdoc cref="TrySend(in T)" path="/exception"/>
    public ValueTask SendAsync(T message, CancellationToken cancellationToken = default) =>
        TrySend(message) ? ValueTask.CompletedTask : SendSlowlyAsync(message, cancellationToken);

    /// <summary>Sends messages; the task ends when all are accepted.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait; some may have been sent.</param>
    /// <returns>The task.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended; thrown by the task.</exception>
    /// <inheritdoc cref="TrySend(in T)" path="/exception"/>
    public ValueTask SendBatchAsync(ReadOnlyMemory<T> messages, CancellationToken cancellationToken = default)
    {
        int count = TrySendBatch(messages.Span);
        return count == messages.Length ? ValueTask.CompletedTask : SendSlowlyAsync(messages[count..], cancellationToken);
    }

    // Each has a size of its own; and one that is twice in a batch is the sender's only the first time.
    private int TrySendEach(ReadOnlySpan<T> messages)
    {
        int count = 0;
        while (count < messages.Length && Passing<T>.IsSenders(messages[count]) && _outgoing.TrySend(messages[count]))
        {
            count++;
        }

        return count;
    }

    /// <summary>As <see cref="TrySend(in T)"/>, for those who may.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TrySendChecked(in T message)
    {
        Passing<T>.ThrowUnlessOwned(message);
        if (!(_outgoing is SpscWarp<T> ring ? ring.TrySend(message) : _outgoing.TrySend(message)))
        {
            ThrowIfSendingEnded();
            return false;
        }

        if (!_hasAsked)
        {
            _hasAsked = true;
        }

        return true;
    }

    // Apart: in a loop the JIT looks the current vnet up twice.
    internal void SendSlowly(in T message, CancellationToken cancellationToken)
    {
        do
        {
            WaitToSend(cancellationToken);
        }
        while (!TrySendChecked(message));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendSlowlyAsync(T message, CancellationToken cancellationToken)
    {
        do
        {
            await WaitToSendAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!TrySend(message));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendSlowlyAsync(ReadOnlyMemory<T> messages, CancellationToken cancellationToken)
    {
        while (!messages.IsEmpty)
        {
            await WaitToSendAsync(cancellationToken).ConfigureAwait(false);
            messages = messages[TrySendBatch(messages.Span)..];
        }
    }
}
