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
        int count;
        while (!TryReceive(buffer.Span, socketFlags, out count, out _))
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return Complete(count, buffer.Length);
    }

    /// <inheritdoc cref="Socket.ReceiveFromAsync(Memory{byte}, SocketFlags, EndPoint, CancellationToken)"/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SocketReceiveFromResult> ReceiveFromAsync(
        Memory<byte> buffer, SocketFlags socketFlags, EndPoint remoteEndPoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(remoteEndPoint);
        int count;
        Datagram datagram;
        while (!TryReceive(buffer.Span, socketFlags, out count, out datagram))
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return new SocketReceiveFromResult { ReceivedBytes = Complete(count, buffer.Length), RemoteEndPoint = SourceOf(datagram) };
    }

    /// <inheritdoc cref="Socket.ReceiveMessageFromAsync(Memory{byte}, SocketFlags, EndPoint, CancellationToken)"/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<VnetReceivedMessage> ReceiveMessageFromAsync(
        Memory<byte> buffer, SocketFlags socketFlags, EndPoint remoteEndPoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(remoteEndPoint);
        int count;
        Datagram datagram;
        while (!TryReceive(buffer.Span, socketFlags, out count, out datagram))
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return new VnetReceivedMessage(
            Complete(count, buffer.Length),
            count > buffer.Length ? SocketFlags.Truncated : SocketFlags.None,
            SourceOf(datagram),
            Ipv4.ToAddress(datagram.Destination),
            datagram.InterfaceIndex);
    }

    private int ReceiveBlocking(Span<byte> buffer, SocketFlags socketFlags, out Datagram datagram)
    {
        long start = Stopwatch.GetTimestamp();
        int count;
        while (!TryReceive(buffer, socketFlags, out count, out datagram))
        {
            if (!Blocking)
            {
                throw new SocketException((int)SocketError.WouldBlock);
            }

            Wait(start);
        }

        return Complete(count, buffer.Length);
    }

    // False if there is nothing yet. The count is that of the datagram, which may be more than the buffer holds.
    private bool TryReceive(Span<byte> buffer, SocketFlags flags, out int count, out Datagram datagram)
    {
        ThrowIfUnsupported(flags);
        bool peeks = (flags & SocketFlags.Peek) != 0;
        using (Enter())
        {
            Check(_pcb.TakeError());
            if (!_pcb.TryTake(peeks, out datagram))
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
    }

    // As a Socket on Unix does: what does not fit is lost, and nobody is told but who asks for the message's flags.
    private static int Complete(int count, int room) => Math.Min(count, room);

    private static IPEndPoint SourceOf(in Datagram datagram) => new(Ipv4.ToAddress(datagram.Source), datagram.SourcePort);
}
