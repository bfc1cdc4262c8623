using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <content>Receiving.</content>
public sealed partial class VnetSocket
{
    /// <inheritdoc cref="Socket.Receive(Span{byte}, SocketFlags)"/>
    public int Receive(Span<byte> buffer, SocketFlags socketFlags = SocketFlags.None) => ReceiveBlocking(buffer, socketFlags, out _);

    /// <inheritdoc cref="Socket.ReceiveFrom(Span{byte}, SocketFlags, ref EndPoint)"/>
    public int ReceiveFrom(Span<byte> buffer, SocketFlags socketFlags, ref EndPoint remoteEP)
    {
        ArgumentNullException.ThrowIfNull(remoteEP);
        int count = ReceiveBlocking(buffer, socketFlags, out Datagram datagram);
        remoteEP = SourceOf(datagram);
        return count;
    }

    /// <inheritdoc cref="Socket.ReceiveAsync(Memory{byte}, SocketFlags, CancellationToken)"/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, SocketFlags socketFlags = SocketFlags.None, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int count;
        while (!TryReceive(buffer.Span, socketFlags, out count, out _))
        {
            await WaitAsync(Awaited.Readable, cancellationToken).ConfigureAwait(false);
        }

        return Complete(count, buffer.Length);
    }

    /// <inheritdoc cref="Socket.ReceiveFromAsync(Memory{byte}, SocketFlags, EndPoint, CancellationToken)"/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SocketReceiveFromResult> ReceiveFromAsync(
        Memory<byte> buffer, SocketFlags socketFlags, EndPoint remoteEndPoint, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(remoteEndPoint);
        int count;
        Datagram datagram;
        while (!TryReceive(buffer.Span, socketFlags, out count, out datagram))
        {
            await WaitAsync(Awaited.Readable, cancellationToken).ConfigureAwait(false);
        }

        return new SocketReceiveFromResult { ReceivedBytes = Complete(count, buffer.Length), RemoteEndPoint = SourceOf(datagram) };
    }

    /// <inheritdoc cref="Socket.ReceiveMessageFromAsync(Memory{byte}, SocketFlags, EndPoint, CancellationToken)"/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<VnetReceivedMessage> ReceiveMessageFromAsync(
        Memory<byte> buffer, SocketFlags socketFlags, EndPoint remoteEndPoint, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(remoteEndPoint);
        int count;
        Datagram datagram;
        while (!TryReceive(buffer.Span, socketFlags, out count, out datagram))
        {
            await WaitAsync(Awaited.Readable, cancellationToken).ConfigureAwait(false);
        }

        return new VnetReceivedMessage(
            Complete(count, buffer.Length),
            count > buffer.Length ? SocketFlags.Truncated : SocketFlags.None,
            SourceOf(datagram),
            datagram.Destination.ToIPAddress(AddressFamily),
            datagram.InterfaceIndex);
    }

    private int ReceiveBlocking(Span<byte> buffer, SocketFlags socketFlags, out Datagram datagram)
    {
        // The clock is read only where somebody waits.
        long? start = null;
        int count;
        while (!TryReceive(buffer, socketFlags, out count, out datagram))
        {
            if (!Blocking)
            {
                throw new SocketException((int)SocketError.WouldBlock);
            }

            Wait(Awaited.Readable, start ??= Stopwatch.GetTimestamp(), ReceiveTimeout);
        }

        return Complete(count, buffer.Length);
    }

    // False if there is nothing yet. The count of a datagram is its own, which may be more than the buffer holds.
    private bool TryReceive(Span<byte> buffer, SocketFlags flags, out int count, out Datagram datagram)
    {
        ThrowIfUnsupported(flags);
        bool peeks = (flags & SocketFlags.Peek) != 0;
        using (Enter())
        {
            if (_pcb is Tcpcb stream)
            {
                datagram = new Datagram(null!, _pcb.RemoteAddress, _pcb.RemotePort, _pcb.LocalAddress, 0);
                return (flags & SocketFlags.OutOfBand) != 0
                    ? TryReceiveUrgent(stream, buffer, out count)
                    : TryReceiveStream(stream, buffer, peeks, out count);
            }

            return TryReceiveDatagram((DatagramPcb)_pcb, buffer, peeks, out count, out datagram);
        }
    }

    private static bool TryReceiveDatagram(DatagramPcb pcb, Span<byte> buffer, bool peeks, out int count, out Datagram datagram)
    {
        Check(pcb.TakeError());
        if (!pcb.TryTake(peeks, out datagram))
        {
            count = 0;
            return false;
        }

        Span<byte> bytes = datagram.Packet.Span;
        count = bytes.Length;
        bytes[..Math.Min(count, buffer.Length)].CopyTo(buffer);
        if (!peeks)
        {
            datagram.Packet.Free();
        }

        return true;
    }

    // What has arrived comes before what has gone wrong since.
    private static bool TryReceiveStream(Tcpcb stream, Span<byte> buffer, bool peeks, out int count)
    {
        count = 0;
        if (stream.Available > 0)
        {
            using (CURVNET_SET(stream.Vnet))
            {
                count = stream.Read(buffer, peeks);
                if (stream.IsReadable)
                {
                    // One segment woke one reader, and there is some for the next.
                    stream.Readers.WakeOne(stream.Netisr);
                }
            }

            return true;
        }

        Check(stream.TakeError());
        if (!stream.IsConnected || stream.IsConnecting)
        {
            throw new SocketException((int)SocketError.NotConnected);
        }

        return stream.IsAtEnd;
    }

    private static bool TryReceiveUrgent(Tcpcb stream, Span<byte> buffer, out int count)
    {
        if (buffer.Length == 0 || !stream.TryReadUrgent(out buffer[0]))
        {
            throw new SocketException((int)(stream.OutOfBandInline ? SocketError.InvalidArgument : SocketError.WouldBlock));
        }

        count = 1;
        return true;
    }

    // As a Socket on Unix does: what does not fit is lost, and nobody is told but who asks for the message's flags.
    private static int Complete(int count, int room) => Math.Min(count, room);

    private IPEndPoint SourceOf(in Datagram datagram) => EndPointOf(datagram.Source, datagram.SourcePort);
}
