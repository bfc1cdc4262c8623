using System.Buffers.Binary;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>Messages over sockets: a datagram each, or each after its length (RFC 1035, 4.2; RFC 7766).</summary>
internal static class DnsTransport
{
    // More than was asked for: a server may think nothing of it.
    private const int MaxDatagram = 4096;

    /// <summary>Sends a message.</summary>
    internal static async ValueTask SendAsync(VnetSocket socket, byte[] message, CancellationToken cancellationToken)
    {
        byte[] bytes = message;
        if (socket.SocketType == SocketType.Stream)
        {
            bytes = [0, 0, .. message];
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)message.Length);
        }

        // A new connection has room for as little as this.
        _ = await socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Receives a message.</summary>
    /// <exception cref="SocketException">The other end has closed the connection instead.</exception>
    internal static async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(VnetSocket socket, CancellationToken cancellationToken)
    {
        if (socket.SocketType == SocketType.Stream)
        {
            byte[] prefix = new byte[sizeof(ushort)];
            await FillAsync(socket, prefix, cancellationToken).ConfigureAwait(false);
            byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
            await FillAsync(socket, message, cancellationToken).ConfigureAwait(false);
            return message;
        }

        byte[] datagram = new byte[MaxDatagram];
        int length = await socket.ReceiveAsync(datagram, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        return datagram.AsMemory(0, length);
    }

    private static async ValueTask FillAsync(VnetSocket socket, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (buffer.Length > 0)
        {
            int count = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            buffer = count > 0 ? buffer[count..] : throw new SocketException((int)SocketError.ConnectionReset);
        }
    }
}
