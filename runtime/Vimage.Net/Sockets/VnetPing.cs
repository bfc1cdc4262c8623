using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>
/// Asks hosts for echoes from the vnet that was current when it was made (RFC 792, RFC 4443): <see cref="Ping"/> in a vnet's own network.
/// </summary>
public sealed class VnetPing : IDisposable
{
    private const int DefaultDataSize = 56;
    private const int MaxPacket = 65535;

    private readonly VnetSocket _socket;
    private readonly IPAddress _destination;
    private readonly TimeProvider _time;
    private readonly ushort _id;
    private readonly byte[] _buffer = new byte[MaxPacket];
    private ushort _sequence;

    /// <summary>Initializes a new instance of the <see cref="VnetPing"/> class.</summary>
    /// <param name="destination">Who is asked.</param>
    public VnetPing(IPAddress destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        _destination = destination;
        _socket = new VnetSocket(destination.AddressFamily, SocketType.Raw, IsIpv6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp);
        Netisr netisr = Netisr.Current;
        _time = netisr.Time;
        using (netisr.Enter())
        {
            _id = (ushort)netisr.Random.Next(ushort.MaxValue);
        }
    }

    private bool IsIpv6 => _destination.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Asks once. One at a time.</summary>
    /// <param name="timeout">How long to wait for the answer, in the time of the vnet's domain.</param>
    /// <param name="dataSize">How many bytes to send behind the ICMP header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task of what became of it.</returns>
    /// <exception cref="SocketException">It could not be sent: there is no route, for example; thrown by the task.</exception>
    public async Task<VnetPingReply> SendPingAsync(TimeSpan timeout, int dataSize = DefaultDataSize, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dataSize);
        using CancellationTokenSource timeUp = new(timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        long start = _time.GetTimestamp();
        _sequence++;
        await _socket.SendToAsync(EchoMessage.Request(IsIpv6, _id, _sequence, dataSize), SocketFlags.None, new IPEndPoint(_destination, 0), either.Token).ConfigureAwait(false);
        try
        {
            while (true)
            {
                SocketReceiveFromResult received = await _socket.ReceiveFromAsync(
                    _buffer, SocketFlags.None, new IPEndPoint(IsIpv6 ? IPAddress.IPv6Any : IPAddress.Any, 0), either.Token).ConfigureAwait(false);
                Memory<byte> packet = _buffer.AsMemory(0, received.ReceivedBytes);
                if (EchoMessage.StatusOf(IsIpv6, packet.Span, _id, _sequence, out int headerSize) is { } status)
                {
                    return new VnetPingReply(
                        status,
                        ((IPEndPoint)received.RemoteEndPoint).Address,
                        _time.GetElapsedTime(start),
                        headerSize == 0 ? 0 : new IpHeader(packet.Span).TimeToLive,
                        packet.Length - headerSize);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new VnetPingReply(IPStatus.TimedOut, _destination, timeout, 0, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
