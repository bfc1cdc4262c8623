using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Vimage.Net;

namespace Vimage.Hosting;

/// <summary>
/// A connected socket as two pipes. What comes is read ahead, within bounds, so that the end of the connection is seen while nobody
/// reads: a request whose client has gone can be given up.
/// </summary>
#pragma warning disable CA1001 // A source without a timer holds nothing; and whoever has its token may still register.
internal sealed class SocketPipe : IDuplexPipe
#pragma warning restore CA1001
{
    // In each direction. (Kestrel's own transport: the same to be written, by default, and a megabyte to be read.)
    private const int MostWaiting = 64 << 10;
    private const int LeastBuffer = 2 << 10;

    private static readonly PipeOptions s_options = new(
        pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2, minimumSegmentSize: 2 * LeastBuffer, useSynchronizationContext: false);

    private readonly VnetSocket _socket;
    private readonly Pipe _incoming = new(s_options);
    private readonly Pipe _outgoing = new(s_options);
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _pumping;
    private Exception? _reason;
    private int _isSocketClosed;

    internal SocketPipe(VnetSocket socket)
    {
        _socket = socket;
        _pumping = Task.WhenAll(ReceiveAsync(), SendAsync());
    }

    public PipeReader Input => _incoming.Reader;

    public PipeWriter Output => _outgoing.Writer;

    /// <summary>Gets what tells that nothing more comes, or goes.</summary>
    internal CancellationToken Closed => _closed.Token;

    /// <summary>Ends the connection at once; the other side is told by a reset.</summary>
    internal void Abort(Exception reason)
    {
        Interlocked.CompareExchange(ref _reason, reason, null);
        CloseSocket(isAbortive: true);
        _outgoing.Reader.CancelPendingRead();
    }

    /// <summary>Ends the connection once what was written is on its way.</summary>
    internal async Task CloseAsync()
    {
        await _incoming.Reader.CompleteAsync().ConfigureAwait(false);
        await _outgoing.Writer.CompleteAsync().ConfigureAwait(false);
        await _pumping.ConfigureAwait(false);
    }

    private async Task ReceiveAsync()
    {
        Exception? failure = null;
        try
        {
            int count;
            FlushResult flushed;
            do
            {
                // No memory is held for a connection that is silent.
                await _socket.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false);
                count = await _socket.ReceiveAsync(_incoming.Writer.GetMemory(LeastBuffer)).ConfigureAwait(false);
                _incoming.Writer.Advance(count);
                flushed = await _incoming.Writer.FlushAsync().ConfigureAwait(false);
            }
            while (count > 0 && !flushed.IsCompleted && !flushed.IsCanceled);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            failure = _isSocketClosed != 0 ? _reason : new ConnectionResetException(error.Message, error);
        }

        await _incoming.Writer.CompleteAsync(failure).ConfigureAwait(false);

        // Not here: what is told may want to close the connection.
        _ = _closed.CancelAsync();
    }

    private async Task SendAsync()
    {
        Exception? failure = null;
        try
        {
            ReadResult result;
            do
            {
                result = await _outgoing.Reader.ReadAsync().ConfigureAwait(false);
                foreach (ReadOnlyMemory<byte> segment in result.Buffer)
                {
                    await SendAsync(segment).ConfigureAwait(false);
                }

                _outgoing.Reader.AdvanceTo(result.Buffer.End);
            }
            while (!result.IsCompleted && !result.IsCanceled);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            failure = new ConnectionResetException(error.Message, error);
        }

        CloseSocket(isAbortive: failure is not null);
        await _outgoing.Reader.CompleteAsync(failure).ConfigureAwait(false);
        _incoming.Writer.CancelPendingFlush();
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes).ConfigureAwait(false)..];
        }
    }

    private void CloseSocket(bool isAbortive)
    {
        if (Interlocked.Exchange(ref _isSocketClosed, 1) != 0)
        {
            return;
        }

        try
        {
            if (isAbortive)
            {
                _socket.LingerState = new LingerOption(enable: true, 0);
            }
        }
        catch (ObjectDisposedException)
        {
            // With its vnet.
        }

        _socket.Dispose();
    }
}
