using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <content>Sending. A datagram never waits: what does not go out is lost.</content>
public sealed partial class VnetSocket
{
    // Those who wait until the one has written all that writes now.
    private readonly WaiterList _senders = new();
    private bool _isSending;

    /// <inheritdoc cref="Socket.Send(ReadOnlySpan{byte}, SocketFlags)"/>
    public int Send(ReadOnlySpan<byte> buffer, SocketFlags socketFlags = SocketFlags.None)
    {
        ThrowIfUnsupported(socketFlags);
        if (SocketType == SocketType.Stream)
        {
            return SendStream(buffer, socketFlags);
        }

        using (Enter())
        {
            if (!_pcb.IsConnected)
            {
                throw new SocketException((int)SocketError.NotConnected);
            }

            return SendTo(buffer, _pcb.RemoteAddress, _pcb.RemotePort, default);
        }
    }

    /// <inheritdoc cref="Socket.SendTo(ReadOnlySpan{byte}, SocketFlags, EndPoint)"/>
    public int SendTo(ReadOnlySpan<byte> buffer, SocketFlags socketFlags, EndPoint remoteEP)
    {
        ArgumentNullException.ThrowIfNull(remoteEP);
        ThrowIfUnsupported(socketFlags);
        (InAddress address, ushort port) = Read(remoteEP);
        if (SocketType == SocketType.Stream)
        {
            // As a Socket does: a connection goes where it goes.
            return SendStream(buffer, socketFlags);
        }

        using (Enter())
        {
            return SendTo(buffer, address, port, default);
        }
    }

    /// <summary>Sends a datagram by a way that it says itself: what a <see cref="Socket"/> has no call for. (<c>sendmsg(2)</c>)</summary>
    /// <param name="buffer">The datagram.</param>
    /// <param name="remoteEP">Whom it is for.</param>
    /// <param name="path">Which address it comes from, which interface it leaves by, which neighbour takes it.</param>
    /// <returns>The bytes sent.</returns>
    /// <exception cref="SocketException">
    /// The source is none of the vnet's or the interface is not there (<see cref="SocketError.AddressNotAvailable"/>), by that interface or
    /// neighbour there is no way (<see cref="SocketError.HostUnreachable"/>), it is a stream (<see cref="SocketError.OperationNotSupported"/>),
    /// or any other for which a datagram does not go out.
    /// </exception>
    public int SendTo(ReadOnlySpan<byte> buffer, EndPoint remoteEP, in VnetDatagramPath path)
    {
        ArgumentNullException.ThrowIfNull(remoteEP);
        Check(SocketType == SocketType.Stream ? SocketError.OperationNotSupported : SocketError.Success);
        (InAddress address, ushort port) = Read(remoteEP);
        PacketPath along = PacketPath.From(path);
        using (Enter())
        {
            return SendTo(buffer, address, port, along);
        }
    }

    /// <inheritdoc cref="Socket.SendTo(ReadOnlySpan{byte}, EndPoint)"/>
    public int SendTo(ReadOnlySpan<byte> buffer, EndPoint remoteEP) => SendTo(buffer, SocketFlags.None, remoteEP);

    /// <inheritdoc cref="Socket.SendAsync(ReadOnlyMemory{byte}, SocketFlags, CancellationToken)"/>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer, SocketFlags socketFlags = SocketFlags.None, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        try
        {
            return SocketType == SocketType.Stream
                ? SendStreamAsync(buffer, socketFlags, cancellationToken)
                : new ValueTask<int>(Send(buffer.Span, socketFlags));
        }
        catch (SocketException error)
        {
            return ValueTask.FromException<int>(error);
        }
    }

    /// <inheritdoc cref="Socket.SendToAsync(ReadOnlyMemory{byte}, SocketFlags, EndPoint, CancellationToken)"/>
    public ValueTask<int> SendToAsync(ReadOnlyMemory<byte> buffer, SocketFlags socketFlags, EndPoint remoteEP, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        try
        {
            return new ValueTask<int>(SendTo(buffer.Span, socketFlags, remoteEP));
        }
        catch (SocketException error)
        {
            return ValueTask.FromException<int>(error);
        }
    }

    // Under the lock.
    private int SendTo(ReadOnlySpan<byte> buffer, InAddress address, ushort port, in PacketPath path)
    {
        Check(_pcb.TakeError());
        using (CURVNET_SET(_pcb.Vnet))
        {
            BindIfNeeded();
            Check(IsUdp ? Udp.Send(Datagrams, buffer, address, port, path) : RawIp.Send(Datagrams, buffer, address, path));
        }

        return buffer.Length;
    }

    // All of it, however long that takes; without blocking, what there is room for.
    private int SendStream(ReadOnlySpan<byte> buffer, SocketFlags flags)
    {
        bool isTurn = false;
        int sent = Write(buffer, flags, ref isTurn);
        if (sent == buffer.Length)
        {
            return sent;
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            while (sent < buffer.Length)
            {
                if (!Blocking)
                {
                    return sent > 0 ? sent : throw new SocketException((int)SocketError.WouldBlock);
                }

                Wait(isTurn ? Awaited.Writable : Awaited.Turn, start, SendTimeout);
                sent += Write(buffer[sent..], flags, ref isTurn);
            }
        }
        finally
        {
            EndTurn(isTurn);
        }

        return sent;
    }

    private ValueTask<int> SendStreamAsync(ReadOnlyMemory<byte> buffer, SocketFlags flags, CancellationToken cancellationToken)
    {
        bool isTurn = false;
        int sent = Write(buffer.Span, flags, ref isTurn);
        return sent == buffer.Length ? new ValueTask<int>(sent) : SendRestAsync(buffer, sent, isTurn, flags, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> SendRestAsync(ReadOnlyMemory<byte> buffer, int sent, bool isTurn, SocketFlags flags, CancellationToken cancellationToken)
    {
        try
        {
            while (sent < buffer.Length)
            {
                await WaitAsync(isTurn ? Awaited.Writable : Awaited.Turn, cancellationToken).ConfigureAwait(false);
                sent += Write(buffer.Span[sent..], flags, ref isTurn);
            }
        }
        finally
        {
            EndTurn(isTurn);
        }

        return sent;
    }

    private void EndTurn(bool isTurn)
    {
        using (_pcb.Netisr.Enter())
        {
            _isSending &= !isTurn;
            if (!_isSending)
            {
                _senders.WakeOne(_pcb.Netisr);
            }
        }
    }

    // Who could not write all keeps its turn until it has: no bytes of another come between.
    private int Write(ReadOnlySpan<byte> buffer, SocketFlags flags, ref bool isTurn)
    {
        using (Enter())
        {
            Tcpcb stream = Stream;
            Check(stream.TakeError());
            if (stream.IsWriteShut || (stream.IsConnected && stream.State == TcpState.Closed))
            {
                throw new SocketException((int)SocketError.Shutdown);
            }

            if (!stream.IsEstablished)
            {
                throw new SocketException((int)SocketError.NotConnected);
            }

            if (_isSending && !isTurn)
            {
                return 0;
            }

            using (CURVNET_SET(stream.Vnet))
            {
                int count = (flags & SocketFlags.OutOfBand) != 0 ? stream.WriteUrgent(buffer) : stream.Write(buffer);
                isTurn |= count < buffer.Length;
                _isSending = isTurn;
                return count;
            }
        }
    }

    private void ThrowIfUnsupported(SocketFlags flags)
    {
        SocketFlags known = SocketType == SocketType.Stream ? SocketFlags.Peek | SocketFlags.OutOfBand : SocketFlags.Peek;
        if ((flags & ~known) != 0)
        {
            throw new SocketException((int)SocketError.OperationNotSupported);
        }
    }
}
