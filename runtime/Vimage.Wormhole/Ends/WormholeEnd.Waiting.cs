using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <content>Waiting for space and for messages.</content>
public abstract partial class WormholeEnd
{
    // Whether the end has sent since it last received: it then waits for an answer.
    private protected bool _hasAsked;

    private volatile bool _isSendInterrupted;
    private volatile bool _isReceiveInterrupted;

    internal enum Outlook
    {
        /// <summary>Nothing has come yet.</summary>
        Wait,

        /// <summary>Receiving may do.</summary>
        TryAgain,

        /// <summary>Nothing will come any more.</summary>
        End,
    }

    /// <summary>Gets a value indicating whether there is something to receive that was not there before.</summary>
    internal virtual bool HasNews => IncomingWarp.HasMessages;

    /// <summary>Gets a value indicating whether there is nothing more to receive of a direction that has ended.</summary>
    internal virtual bool HasReceivedAll => IncomingWarp.IsDrained;

    /// <summary>Gets a value indicating whether who waits to receive is to look again.</summary>
    internal bool IsWorthLooking => HasNews || IncomingWarp.Ending is not null || IsClosed || _isReceiveInterrupted;

    /// <summary>Gets a value indicating whether nothing may have come for good.</summary>
    private protected bool IsBeyond => IncomingWarp.Ending is not null || IsClosed;

    /// <summary>Ends the wait of whoever waits to send, or the next one's.</summary>
    internal void InterruptSend()
    {
        _isSendInterrupted = true;
        OutgoingWarp.Senders.WakeAll();
    }

    /// <summary>Ends the wait of whoever waits to receive, or the next one's.</summary>
    internal void InterruptReceive()
    {
        _isReceiveInterrupted = true;
        IncomingWarp.Receivers.WakeAll();
    }

    /// <summary>Returns whether sending was interrupted, once.</summary>
    internal bool TakeSendInterrupt()
    {
        bool wasInterrupted = _isSendInterrupted;
        _isSendInterrupted = false;
        return wasInterrupted;
    }

    /// <summary>Returns whether receiving was interrupted, once.</summary>
    internal bool TakeReceiveInterrupt()
    {
        bool wasInterrupted = _isReceiveInterrupted;
        _isReceiveInterrupted = false;
        return wasInterrupted;
    }

    /// <summary>Goes on with another direction when all of this one was received.</summary>
    internal abstract void SwitchTo(Warp next, Turn turn);

    /// <summary>Throws if nothing can be sent any more.</summary>
    internal void ThrowIfSendingEnded()
    {
        ThrowIfClosed();
        if (OutgoingWarp.Ending is { } ending)
        {
            throw Closed(ending.Reason);
        }
    }

    /// <summary>Waits until sending is worth trying.</summary>
    internal void WaitToSend(CancellationToken cancellationToken)
    {
        Vnet vnet = CheckedVnet();
        Warp outgoing = OutgoingWarp;
        Poller.WaitForRoom(outgoing, Wait);
        Poller poller = new(Wait, expectsAnswer: false, outgoing.IsShared);
        while (!outgoing.IsWorthTrying && !_isSendInterrupted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!poller.LookAgain())
            {
                ParkSender(outgoing, vnet, hasThread: true, cancellationToken).Wait();
            }

            ThrowIfPassedOn(ref vnet);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    internal async ValueTask WaitToSendAsync(CancellationToken cancellationToken)
    {
        Vnet vnet = CheckedVnet();
        Poller poller = Poller.WithoutThread(Wait, expectsAnswer: false, OutgoingWarp.IsShared);
        Warp outgoing = OutgoingWarp;
        while (!outgoing.IsWorthTrying && !_isSendInterrupted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!poller.LookAgain())
            {
                await ParkSender(outgoing, vnet, hasThread: false, cancellationToken).WaitAsync().ConfigureAwait(false);
            }

            ThrowIfPassedOn(ref vnet);
        }
    }

    /// <summary>Returns whether more may come, of which there may be something now.</summary>
    private protected bool LookFurther() => Look() != Outlook.End;

    /// <summary>Waits until there may be something to receive; <see langword="false"/> at the end.</summary>
    internal bool WaitToReceive(CancellationToken cancellationToken)
    {
        Vnet vnet = CheckedVnet();
        Poller poller = new(Wait, _hasAsked, IncomingWarp.IsShared);
        Outlook outlook;
        while ((outlook = Look()) == Outlook.Wait)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!poller.LookAgain())
            {
                ParkReceiver(vnet, hasThread: true, cancellationToken).Wait();
            }

            ThrowIfPassedOn(ref vnet);
        }

        return outlook == Outlook.TryAgain;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<bool> WaitToReceiveSlowlyAsync(CancellationToken cancellationToken)
    {
        Vnet vnet = CheckedVnet();
        Poller poller = Poller.WithoutThread(Wait, _hasAsked, IncomingWarp.IsShared);
        Outlook outlook;
        while ((outlook = Look()) == Outlook.Wait)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!poller.LookAgain())
            {
                await ParkReceiver(vnet, hasThread: false, cancellationToken).WaitAsync().ConfigureAwait(false);
            }

            ThrowIfPassedOn(ref vnet);
        }

        return outlook == Outlook.TryAgain;
    }

    // The end is looked for before the last message: after the end nothing is accepted, and what was accepted is there or about to be.
    internal Outlook Look()
    {
        ThrowIfClosed();
        Warp incoming = IncomingWarp;
        WarpEnding? ending = incoming.Ending;
        if (HasNews || _isReceiveInterrupted)
        {
            return Outlook.TryAgain;
        }

        if (ending is null)
        {
            return Outlook.Wait;
        }

        if (!HasReceivedAll)
        {
            return Outlook.TryAgain;
        }

        if (ending.Next is { } next)
        {
            lock (_gate)
            {
                ThrowIfClosed();
                SwitchTo(next, ending.Turn!);
            }

            return Outlook.TryAgain;
        }

        return ending.Reason switch
        {
            WormholeEndReason.Revoked or WormholeEndReason.PeerDied => throw Closed(ending.Reason),
            _ => Outlook.End,
        };
    }

    /// <summary>Returns the vnet that the end is in, as long as the caller may use it there.</summary>
    private protected Vnet CheckedVnet()
    {
        Vnet vnet = Vnet;
        ThrowUnlessMine();
        return vnet;
    }

    /// <summary>Throws if the end was passed on while the caller waited, to where it can't use it.</summary>
    private protected void ThrowIfPassedOn(ref Vnet vnet)
    {
        if (!ReferenceEquals(vnet, Vnet))
        {
            vnet = CheckedVnet();
        }
    }

    private WaitingCaller ParkReceiver(Vnet vnet, bool hasThread, CancellationToken cancellationToken)
    {
        Warp incoming = IncomingWarp;
        WaitingCaller caller = incoming.ParkReceiver(hasThread, cancellationToken);
        if (IsWorthLooking || !ReferenceEquals(vnet, Vnet))
        {
            caller.Leave();
        }

        return caller;
    }

    private WaitingCaller ParkSender(Warp outgoing, Vnet vnet, bool hasThread, CancellationToken cancellationToken)
    {
        WaitingCaller caller = outgoing.ParkSender(hasThread, cancellationToken);
        if (outgoing.IsWorthTrying || _isSendInterrupted || !ReferenceEquals(vnet, Vnet))
        {
            caller.Leave();
        }

        return caller;
    }
}
