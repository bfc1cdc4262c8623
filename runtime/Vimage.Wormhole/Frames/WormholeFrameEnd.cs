using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <summary>An end of a wormhole of frames: what is sent as one is received as one.</summary>
public sealed class WormholeFrameEnd : WormholeEnd
{
    private readonly FrameWarp _outgoing;
    private FrameWarp _incoming;
    private Turn _turn;

    internal WormholeFrameEnd(Vnet vnet, string name, WormholeWait wait, FrameWarp outgoing, FrameWarp incoming)
        : base(vnet, name, wait)
    {
        _outgoing = outgoing;
        _incoming = incoming;
        _turn = incoming.Turn;
    }

    /// <summary>Gets the bytes that a frame may have.</summary>
    public int MaxLength => _outgoing.MaxLength;

    internal override Warp OutgoingWarp => _outgoing;

    internal override Warp IncomingWarp => _incoming;

    /// <summary>Sends a frame if that is possible at once.</summary>
    /// <param name="frame">The frame, of at least one byte and at most <see cref="MaxLength"/>.</param>
    /// <returns>Whether it was accepted; not while the wormhole is full, throttled or paused.</returns>
    /// <exception cref="ArgumentException">It is too long, or empty.</exception>
    /// <exception cref="WormholeClosedException">Nothing can be sent any more.</exception>
    /// <exception cref="WormholeRevokedException">The wormhole was revoked.</exception>
    /// <exception cref="VnetPermissionException">The end is neither the current vnet's, nor of one below it.</exception>
    public bool TrySend(ReadOnlySpan<byte> frame)
    {
        ThrowUnlessMine();
        if (frame.IsEmpty || frame.Length > MaxLength)
        {
            throw new ArgumentException(
                $"The frame has {frame.Length} bytes; it must have 1 to {MaxLength}. Open the wormhole with more capacity, or send it in parts.",
                nameof(frame));
        }

        if (_outgoing.TrySendFrame(frame))
        {
            _hasAsked = true;
            return true;
        }

        ThrowIfSendingEnded();
        return false;
    }

    /// <summary>Sends a frame, and waits with the thread until it is accepted.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="cancellationToken">Ends the wait; the frame is then not sent.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    /// <inheritdoc cref="TrySend" path="/exception"/>
    public void Send(ReadOnlySpan<byte> frame, CancellationToken cancellationToken = default)
    {
        while (!TrySend(frame))
        {
            WaitToSend(cancellationToken);
        }
    }

    /// <summary>Sends a frame; the task ends when it is accepted.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="cancellationToken">Ends the wait; the frame is then not sent.</param>
    /// <returns>The task.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended; thrown by the task.</exception>
    /// <inheritdoc cref="TrySend" path="/exception"/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default) =>
        TrySend(frame.Span) ? ValueTask.CompletedTask : SendSlowlyAsync(frame, cancellationToken);

    /// <summary>Receives a frame if there is one.</summary>
    /// <param name="destination">Takes it.</param>
    /// <returns>Its length; 0 if there is none now, and after the end of the stream.</returns>
    /// <exception cref="ArgumentException">It is longer than <paramref name="destination"/>; it can be received again.</exception>
    /// <exception cref="WormholeClosedException">This end is closed; or the other's process died, and all was received.</exception>
    /// <exception cref="WormholeRevokedException">The wormhole was revoked, and all that had been accepted was received.</exception>
    /// <exception cref="VnetPermissionException">The end is neither the current vnet's, nor of one below it.</exception>
    public int TryReceive(Span<byte> destination)
    {
        ThrowUnlessMine();
        int length = _incoming.TryReceiveFrame(_turn, destination);
        if (length == 0 && IsBeyond && LookFurther())
        {
            length = _incoming.TryReceiveFrame(_turn, destination);
        }

        _hasAsked &= length == 0;
        return length;
    }

    /// <summary>Waits with the thread for a frame.</summary>
    /// <param name="destination">Takes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its length; 0 at the end of the stream.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    /// <inheritdoc cref="TryReceive" path="/exception"/>
    public int Receive(Span<byte> destination, CancellationToken cancellationToken = default)
    {
        int length;
        while ((length = TryReceive(destination)) == 0)
        {
            if (!WaitToReceive(cancellationToken))
            {
                return 0;
            }
        }

        return length;
    }

    /// <summary>Waits for a frame.</summary>
    /// <param name="destination">Takes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task of its length; 0 at the end of the stream.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended; thrown by the task.</exception>
    /// <inheritdoc cref="TryReceive" path="/exception"/>
    public ValueTask<int> ReceiveAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        int length = TryReceive(destination.Span);
        return length > 0 ? new ValueTask<int>(length) : ReceiveSlowlyAsync(destination, cancellationToken);
    }

    internal override void SwitchTo(Warp next, Turn turn)
    {
        _incoming = (FrameWarp)next;
        _turn = turn;
    }

    private protected override void DropUnreceived(Turn turn)
    {
        // Bytes need no disposal.
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendSlowlyAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        do
        {
            await WaitToSendAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!TrySend(frame.Span));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveSlowlyAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        int length;
        do
        {
            if (!await WaitToReceiveSlowlyAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }
        }
        while ((length = TryReceive(destination.Span)) == 0);

        return length;
    }
}
