using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <content>Waiting until there is something to read.</content>
public sealed partial class VnetSocket
{
    private ReadWaiter? _idleWaiter;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReadWaiter waiter = Interlocked.Exchange(ref _idleWaiter, null) ?? new ReadWaiter(_pcb);
        ValueTask readable = waiter.Prepare();
        if (TryLine(waiter))
        {
            // Whoever takes the waiter out of line tells it: it is told exactly once.
            CancellationTokenRegistration registration = cancellationToken.Register(static waiter => ((ReadWaiter)waiter!).Cancel(), waiter);
            await using (registration.ConfigureAwait(false))
            {
                await readable.ConfigureAwait(false);
            }

            ThrowIfClosedMeanwhile();
            cancellationToken.ThrowIfCancellationRequested();
        }

        _idleWaiter = waiter;
    }

    private void Wait(long start)
    {
        ReadWaiter waiter = new(_pcb);
        Task readable = waiter.Prepare().AsTask();
        if (!TryLine(waiter))
        {
            return;
        }

        TimeSpan left = ReceiveTimeout <= 0
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(ReceiveTimeout) - Stopwatch.GetElapsedTime(start);
        if (ReceiveTimeout > 0 && (left <= TimeSpan.Zero || !readable.Wait(left)))
        {
            waiter.Cancel();
            throw new SocketException((int)SocketError.TimedOut);
        }

        readable.GetAwaiter().GetResult();
        ThrowIfClosedMeanwhile();
    }

    // False if there is something to read already.
    private bool TryLine(ReadWaiter waiter)
    {
        using (Enter())
        {
            if (_pcb.IsReadable)
            {
                return false;
            }

            _pcb.Add(waiter);
            return true;
        }
    }

    private void ThrowIfClosedMeanwhile()
    {
        if (_pcb.IsClosed)
        {
            throw new SocketException((int)SocketError.OperationAborted);
        }
    }
}
