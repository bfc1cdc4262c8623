using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <content>Waiting until something can be done.</content>
public sealed partial class VnetSocket
{
    private Waiter? _idleReader;
    private Waiter? _idleWriter;

    private enum Awaited
    {
        Readable,
        Writable,

        /// <summary>Nobody else is in the middle of sending.</summary>
        Turn,
    }

    /// <inheritdoc cref="Socket.Poll(int, SelectMode)"/>
    public bool Poll(int microSeconds, SelectMode mode)
    {
        if (mode == SelectMode.SelectError)
        {
            // What goes wrong makes it readable too, and that can be waited for.
            using (Enter())
            {
                return _pcb.Error != SocketError.Success;
            }
        }

        Awaited awaited = mode == SelectMode.SelectRead ? Awaited.Readable : Awaited.Writable;
        int timeout = microSeconds < 0 ? 0 : Math.Max(1, microSeconds / 1000);
        return IsReady(awaited) || (microSeconds != 0 && TryWait(awaited, Stopwatch.GetTimestamp(), timeout));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitAsync(Awaited awaited, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter = TakeIdle(awaited);
        ValueTask ready = waiter.Prepare();
        if (TryLine(awaited, waiter))
        {
            if (cancellationToken.CanBeCanceled)
            {
                await WaitOrCancelAsync(waiter, ready, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await ready.ConfigureAwait(false);
            }

            ThrowIfClosedMeanwhile(SocketError.OperationAborted);
            if (waiter.IsCancelled)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }

        if (awaited == Awaited.Readable)
        {
            _idleReader = waiter;
        }
        else
        {
            _idleWriter = waiter;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask WaitOrCancelAsync(Waiter waiter, ValueTask ready, CancellationToken cancellationToken)
    {
        // Whoever takes the waiter out of line tells it: it is told exactly once.
        CancellationTokenRegistration registration = cancellationToken.Register(static waiter => ((Waiter)waiter!).Cancel(), waiter);
        await using (registration.ConfigureAwait(false))
        {
            await ready.ConfigureAwait(false);
        }
    }

    private Waiter TakeIdle(Awaited awaited) =>
        (awaited == Awaited.Readable ? Interlocked.Exchange(ref _idleReader, null) : Interlocked.Exchange(ref _idleWriter, null))
        ?? new Waiter(_pcb.Netisr);

    // Timeouts are in milliseconds; 0 for none.
    private void Wait(Awaited awaited, long start, int timeout)
    {
        if (!TryWait(awaited, start, timeout))
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    private bool TryWait(Awaited awaited, long start, int timeout)
    {
        Waiter waiter = new(_pcb.Netisr);
        Task ready = waiter.Prepare().AsTask();
        if (!TryLine(awaited, waiter))
        {
            return true;
        }

        TimeSpan left = timeout <= 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(timeout) - Stopwatch.GetElapsedTime(start);
        if (timeout > 0 && (left <= TimeSpan.Zero || !ready.Wait(left)))
        {
            waiter.Cancel();
            return false;
        }

        ready.GetAwaiter().GetResult();
        ThrowIfClosedMeanwhile(_pcb.IsConnected ? SocketError.ConnectionAborted : SocketError.Interrupted);
        return true;
    }

    // False if it can be done already.
    private bool TryLine(Awaited awaited, Waiter waiter)
    {
        using (Enter())
        {
            if (IsReadyHere(awaited))
            {
                return false;
            }

            (awaited switch { Awaited.Readable => _pcb.Readers, Awaited.Writable => Stream.Writers, _ => _senders }).Add(waiter);
            return true;
        }
    }

    private bool IsReady(Awaited awaited)
    {
        using (Enter())
        {
            return IsReadyHere(awaited);
        }
    }

    private bool IsReadyHere(Awaited awaited) => awaited switch
    {
        Awaited.Readable => _pcb.IsReadable,
        Awaited.Writable => _pcb is not Tcpcb stream || stream.IsWritable,
        _ => !_isSending,
    };

    private void ThrowIfClosedMeanwhile(SocketError error)
    {
        if (_pcb.IsClosed)
        {
            throw new SocketException((int)error);
        }
    }
}
