using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>UDP in the current vnet, as <see cref="UdpClient"/> offers it.</summary>
public sealed class VnetUdpClient : IDisposable
{
    // Of IPv6; one of IPv4 is 20 bytes shorter.
    private const int MaxDatagram = 65527;

    /// <summary>Initializes a new instance of the <see cref="VnetUdpClient"/> class, on any port.</summary>
    public VnetUdpClient()
        : this(0)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="VnetUdpClient"/> class.</summary>
    /// <param name="port">The port, on all addresses of the vnet; 0 for any.</param>
    public VnetUdpClient(int port)
        : this(new IPEndPoint(IPAddress.Any, port))
    {
    }

    /// <summary>Initializes a new instance of the <see cref="VnetUdpClient"/> class.</summary>
    /// <param name="localEP">The address and port.</param>
    public VnetUdpClient(IPEndPoint localEP)
    {
        ArgumentNullException.ThrowIfNull(localEP);
        Client = new VnetSocket(localEP.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            Client.Bind(localEP);
        }
        catch
        {
            Client.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="UdpClient.Client"/>
    public VnetSocket Client { get; }

    /// <inheritdoc cref="UdpClient.Available"/>
    public int Available => Client.Available;

    /// <inheritdoc cref="UdpClient.EnableBroadcast"/>
    public bool EnableBroadcast
    {
        get => Client.EnableBroadcast;
        set => Client.EnableBroadcast = value;
    }

    /// <inheritdoc cref="UdpClient.MulticastLoopback"/>
    public bool MulticastLoopback
    {
        get => (int)Client.GetSocketOption(Level, SocketOptionName.MulticastLoopback) != 0;
        set => Client.SetSocketOption(Level, SocketOptionName.MulticastLoopback, value);
    }

    private SocketOptionLevel Level =>
        Client.AddressFamily == AddressFamily.InterNetwork ? SocketOptionLevel.IP : SocketOptionLevel.IPv6;

    /// <inheritdoc cref="UdpClient.JoinMulticastGroup(IPAddress)"/>
    public void JoinMulticastGroup(IPAddress multicastAddr) => JoinMulticastGroup(0, multicastAddr);

    /// <inheritdoc cref="UdpClient.JoinMulticastGroup(IPAddress, int)"/>
    public void JoinMulticastGroup(IPAddress multicastAddr, int timeToLive)
    {
        JoinMulticastGroup(multicastAddr);
        Client.SetSocketOption(Level, SocketOptionName.MulticastTimeToLive, timeToLive);
    }

    /// <inheritdoc cref="UdpClient.JoinMulticastGroup(IPAddress, IPAddress)"/>
    public void JoinMulticastGroup(IPAddress multicastAddr, IPAddress localAddress) =>
        Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(multicastAddr, localAddress));

    /// <inheritdoc cref="UdpClient.JoinMulticastGroup(int, IPAddress)"/>
    public void JoinMulticastGroup(int ifindex, IPAddress multicastAddr) =>
        Client.SetSocketOption(Level, SocketOptionName.AddMembership, OptionOf(ifindex, multicastAddr));

    /// <inheritdoc cref="UdpClient.DropMulticastGroup(IPAddress)"/>
    public void DropMulticastGroup(IPAddress multicastAddr) => DropMulticastGroup(multicastAddr, 0);

    /// <inheritdoc cref="UdpClient.DropMulticastGroup(IPAddress, int)"/>
    public void DropMulticastGroup(IPAddress multicastAddr, int ifindex) =>
        Client.SetSocketOption(Level, SocketOptionName.DropMembership, OptionOf(ifindex, multicastAddr));

    /// <inheritdoc cref="UdpClient.Connect(IPEndPoint)"/>
    public void Connect(IPEndPoint endPoint) => Client.Connect(endPoint);

    /// <inheritdoc cref="UdpClient.Send(ReadOnlySpan{byte}, IPEndPoint)"/>
    public int Send(ReadOnlySpan<byte> datagram, IPEndPoint? endPoint = null) =>
        endPoint is null ? Client.Send(datagram) : Client.SendTo(datagram, endPoint);

    /// <inheritdoc cref="UdpClient.SendAsync(ReadOnlyMemory{byte}, IPEndPoint, CancellationToken)"/>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> datagram, IPEndPoint? endPoint = null, CancellationToken cancellationToken = default) =>
        endPoint is null
            ? Client.SendAsync(datagram, SocketFlags.None, cancellationToken)
            : Client.SendToAsync(datagram, SocketFlags.None, endPoint, cancellationToken);

    /// <inheritdoc cref="UdpClient.Receive"/>
    public byte[] Receive(ref IPEndPoint? remoteEP)
    {
        byte[] buffer = new byte[MaxDatagram];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        int count = Client.ReceiveFrom(buffer, SocketFlags.None, ref from);
        remoteEP = (IPEndPoint)from;
        return buffer[..count];
    }

    /// <inheritdoc cref="UdpClient.ReceiveAsync(CancellationToken)"/>
    public async ValueTask<UdpReceiveResult> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        byte[] buffer = new byte[MaxDatagram];
        SocketReceiveFromResult result = await Client
            .ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), cancellationToken)
            .ConfigureAwait(false);
        return new UdpReceiveResult(buffer[..result.ReceivedBytes], (IPEndPoint)result.RemoteEndPoint);
    }

    /// <inheritdoc cref="UdpClient.Close"/>
    public void Close() => Dispose();

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    private static object OptionOf(int index, IPAddress group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPv6MulticastOption(group, index)
            : new MulticastOption(group) { InterfaceIndex = index };
    }
}
