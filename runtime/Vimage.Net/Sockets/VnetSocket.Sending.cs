using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Sending. Nothing here waits: what does not go out is lost, as datagrams are.</content>
public sealed partial class VnetSocket
{
    /// <inheritdoc cref="Socket.Send(ReadOnlySpan{byte}, SocketFlags)"/>
    public int Send(ReadOnlySpan<byte> buffer, SocketFlags socketFlags = SocketFlags.None)
    {
        ThrowIfUnsupported(socketFlags);
        using (Enter())
        {
            if (!_pcb.IsConnected)
            {
                throw new SocketException((int)SocketError.NotConnected);
            }

            return SendTo(buffer, _pcb.RemoteAddress, _pcb.RemotePort);
        }
    }

    /// <inheritdoc cref="Socket.SendTo(ReadOnlySpan{byte}, SocketFlags, EndPoint)"/>
    public int SendTo(ReadOnlySpan<byte> buffer, SocketFlags socketFlags, EndPoint remoteEP)
    {
        ArgumentNullException.ThrowIfNull(remoteEP);
        ThrowIfUnsupported(socketFlags);
        (uint address, ushort port) = Read(remoteEP);
        using (Enter())
        {
            return SendTo(buffer, address, port);
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
            return new ValueTask<int>(Send(buffer.Span, socketFlags));
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
    private int SendTo(ReadOnlySpan<byte> buffer, uint address, ushort port)
    {
        Check(_pcb.TakeError());
        using (CURVNET_SET(_pcb.Vnet))
        {
            BindIfNeeded();
            Check(IsUdp ? Udp.Send(_pcb, buffer, address, port) : RawIp.Send(_pcb, buffer, address));
        }

        return buffer.Length;
    }

    private static void ThrowIfUnsupported(SocketFlags flags)
    {
        if ((flags & ~SocketFlags.Peek) != 0)
        {
            throw new SocketException((int)SocketError.OperationNotSupported);
        }
    }
}
