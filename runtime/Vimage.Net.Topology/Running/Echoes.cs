using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Topology.Running;

/// <summary>Asks for echoes (RFC 792, RFC 4443).</summary>
/// <param name="time">The time of the domain.</param>
/// <param name="address">Whom.</param>
/// <param name="identifier">What tells its echoes from those of others.</param>
/// <param name="timeout">How long to wait for each.</param>
internal sealed class Echoes(TimeProvider time, IPAddress address, ushort identifier, TimeSpan timeout)
{
    private const int HeaderSize = 8;
    private const int DataSize = 56;
    private const int LargestPacket = 65535;

    private readonly bool _isIpv6 = address.AddressFamily == AddressFamily.InterNetworkV6;

    internal async Task<PingResult> SendAsync(int count, CancellationToken cancellationToken)
    {
        using VnetSocket socket = new(address.AddressFamily, SocketType.Raw, _isIpv6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp);
        List<TimeSpan> times = [];
        byte[] buffer = new byte[LargestPacket];
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, 0), cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < count; i++)
            {
                long start = time.GetTimestamp();
                if (await IsAnsweredAsync(socket, buffer, (ushort)i, cancellationToken).ConfigureAwait(false))
                {
                    times.Add(time.GetElapsedTime(start));
                }
            }
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.NetworkUnreachable or SocketError.HostUnreachable)
        {
            // No route: none has been answered, and none will be.
        }

        return new PingResult(address, count, times);
    }

    private async Task<bool> IsAnsweredAsync(VnetSocket socket, byte[] buffer, ushort number, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeUp = new(timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        await socket.SendAsync(Request(number), SocketFlags.None, either.Token).ConfigureAwait(false);
        try
        {
            while (true)
            {
                int length = await socket.ReceiveAsync(buffer, SocketFlags.None, either.Token).ConfigureAwait(false);
                if (IsReply(buffer.AsSpan(0, length), number))
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private byte[] Request(ushort number)
    {
        const byte Echo = 8;
        const byte Echo6 = 128;
        byte[] message = new byte[HeaderSize + DataSize];
        message[0] = _isIpv6 ? Echo6 : Echo;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), identifier);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), number);
        if (!_isIpv6)
        {
            // That of IPv6 covers addresses too, and is the stack's to make.
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Checksum(message));
        }

        return message;
    }

    // A raw socket of IPv4 has the header of the packet, too.
    private bool IsReply(ReadOnlySpan<byte> packet, ushort number)
    {
        const byte EchoReply = 0;
        const byte EchoReply6 = 129;
        ReadOnlySpan<byte> message = _isIpv6 ? packet : packet[((packet[0] & 0xF) * 4)..];
        return message.Length >= HeaderSize
            && message[0] == (_isIpv6 ? EchoReply6 : EchoReply)
            && BinaryPrimitives.ReadUInt16BigEndian(message[4..]) == identifier
            && BinaryPrimitives.ReadUInt16BigEndian(message[6..]) == number;
    }

    private static ushort Checksum(ReadOnlySpan<byte> message)
    {
        uint sum = 0;
        for (int i = 0; i < message.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(message[i..]);
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }
}
