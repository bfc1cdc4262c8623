using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <content>Waiting for space and for messages.</content>
public abstract partial class WormholeEnd
{
    // Whether the end has sent since it last received: it then waits for an answer.
    private protected bool _hasAsked;

    private enum Outlook
    {
        /// <summary>Nothing has come yet.</summary>
        Wait,

        /// <summary>Receiving may do.</summary>
        TryAgain,

        /// <summary>Nothing will come any more.</summary>
        End,
    }

    /// <summary>Goes on with another direction when all of this one was received.</summary>
    private protected abstract void SwitchTo(Warp next, Turn turn);

    /// <summary>Throws if nothing can be sent any more.</summary>
    private protected void ThrowIfSendingEnded()
    {
        ThrowIfClosed();
        if (OutgoingWarp.Ending is { } ending)
        {
            throw Closed(ending.Reason);
        }
    }

    /// <summary>Waits until sending is worth trying.</summary>
    private protected void WaitToSend(CancellationToken cancellationToken)
    {
        Poller poller = new(Wait, expectsAnswer: false);
        Warp outgoing = OutgoingWarp;
        while (!outgoing.IsWorthTrying)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!poller.LookAgain())
            {
                ParkSender(outgoing, cancellationToken).Wait();
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private protected async ValueTask WaitToSendAsync(CancellationToken cancellationToken)
    {
        Poller poller = new(Wait, expectsAnswer: false);
        Warp outgoing = OutgoingWarp;
        while (!outgoing.IsWorthTrying)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!poller.LookAgain())
            {
                await ParkSender(outgoing, cancellationToken).WaitAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Returns whether more may come, of which there may be something now.</summary>
    private protected bool LookFurther() => Look() != Outlook.End;

    /// <summary>Waits until there may be something to receive; <see langword="false"/> at the end.</summary>
    private protected bool WaitToReceive(CancellationToken cancellationToken)
    {
        Poller poller = new(Wait, _hasAsked);
        Outlook outlook;
        while ((outlook = Look()) == Outlook.Wait)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!poller.LookAgain())
            {
                ParkReceiver(cancellationToken).Wait();
            }
        }

        return outlook == Outlook.TryAgain;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private protected async ValueTask<bool> WaitToReceiveSlowlyAsync(CancellationToken cancellationToken)
    {
        Poller poller = new(Wait, _hasAsked);
        Outlook outlook;
        while ((outlook = Look()) == Outlook.Wait)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!poller.LookAgain())
            {
                await ParkReceiver(cancellationToken).WaitAsync().ConfigureAwait(false);
            }
        }

        return outlook == Outlook.TryAgain;
    }

    // The end is looked for before the last message: after the end nothing is accepted, and what was accepted is there or about to be.
    private Outlook Look()
    {
        ThrowIfClosed();
        Warp incoming = IncomingWarp;
        WarpEnding? ending = incoming.Ending;
        if (incoming.HasMessages)
        {
            return Outlook.TryAgain;
        }

        if (ending is null)
        {
            return Outlook.Wait;
        }

        if (!incoming.IsDrained)
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

    private ParkedCaller ParkReceiver(CancellationToken cancellationToken)
    {
        Warp incoming = IncomingWarp;
        ParkedCaller caller = incoming.ParkReceiver(cancellationToken);
        if (incoming.HasMessages || incoming.Ending is not null || IsClosed)
        {
            caller.Leave();
        }

        return caller;
    }

    private static ParkedCaller ParkSender(Warp outgoing, CancellationToken cancellationToken)
    {
        ParkedCaller caller = outgoing.ParkSender(cancellationToken);
        if (outgoing.IsWorthTrying)
        {
            caller.Leave();
        }

        return caller;
    }
}
