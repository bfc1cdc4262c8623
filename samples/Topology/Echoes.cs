using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Vimage.Net;

namespace LossyNetwork;

/// <summary>Asks a host for echoes, one after the other, and measures how long each takes (RFC 792, RFC 4443).</summary>
/// <param name="time">The time of the vnet's domain.</param>
/// <param name="destination">The host.</param>
internal sealed class Echoes(TimeProvider time, IPAddress destination)
{
    private const int HeaderSize = 8;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly bool _isIpv6 = destination.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Sends echoes from the current vnet.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The times of those that have come back.</returns>
    internal async Task<IReadOnlyList<TimeSpan>> SendAsync(int count)
    {
        using VnetSocket socket = new(destination.AddressFamily, SocketType.Raw, _isIpv6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp);
        await socket.ConnectAsync(new IPEndPoint(destination, 0));
        List<TimeSpan> times = [];
        for (ushort i = 0; i < count; i++)
        {
            long start = time.GetTimestamp();
            await socket.SendAsync(Request(i));
            if (await IsAnsweredAsync(socket, i))
            {
                times.Add(time.GetElapsedTime(start));
            }
        }

        return times;
    }

    private async Task<bool> IsAnsweredAsync(VnetSocket socket, ushort number)
    {
        using CancellationTokenSource timeUp = new(s_patience, time);
        byte[] buffer = new byte[1500];
        try
        {
            while (true)
            {
                int length = await socket.ReceiveAsync(buffer, cancellationToken: timeUp.Token);
                if (IsReply(buffer.AsSpan(0, length), number))
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private byte[] Request(ushort number)
    {
        const byte Echo = 8;
        const byte Echo6 = 128;
        byte[] message = new byte[HeaderSize + 56];
        message[0] = _isIpv6 ? Echo6 : Echo;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), number);
        if (!_isIpv6)
        {
            // All else is 0. That of IPv6 covers addresses too, and is the stack's to make.
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), (ushort)~((Echo << 8) + number));
        }

        return message;
    }

    // A raw socket of IPv4 has the header of the packet, too.
    private bool IsReply(ReadOnlySpan<byte> packet, ushort number)
    {
        const byte EchoReply = 0;
        const byte EchoReply6 = 129;
        ReadOnlySpan<byte> message = _isIpv6 ? packet : packet[((packet[0] & 0xF) * 4)..];
        return message[0] == (_isIpv6 ? EchoReply6 : EchoReply) && BinaryPrimitives.ReadUInt16BigEndian(message[6..]) == number;
    }
}
