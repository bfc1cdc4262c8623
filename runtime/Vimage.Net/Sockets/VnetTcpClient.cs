using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>A connection of the current vnet, as <see cref="TcpClient"/> offers it.</summary>
public sealed class VnetTcpClient : IDisposable
{
    private VnetNetworkStream? _stream;

    /// <summary>Initializes a new instance of the <see cref="VnetTcpClient"/> class for IPv4, without a connection.</summary>
    public VnetTcpClient()
        : this(AddressFamily.InterNetwork)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="VnetTcpClient"/> class, without a connection.</summary>
    /// <param name="family">The family of the address that it is to connect to.</param>
    public VnetTcpClient(AddressFamily family)
        : this(new VnetSocket(family, SocketType.Stream, ProtocolType.Tcp))
    {
    }

    internal VnetTcpClient(VnetSocket client)
    {
        Client = client;
    }

    /// <inheritdoc cref="TcpClient.Client"/>
    public VnetSocket Client { get; }

    /// <inheritdoc cref="TcpClient.Connected"/>
    public bool Connected => Client.Connected;

    /// <inheritdoc cref="TcpClient.Available"/>
    public int Available => Client.Available;

    /// <inheritdoc cref="TcpClient.NoDelay"/>
    public bool NoDelay
    {
        get => Client.NoDelay;
        set => Client.NoDelay = value;
    }

    /// <inheritdoc cref="TcpClient.LingerState"/>
    public LingerOption? LingerState
    {
        get => Client.LingerState;
        set => Client.LingerState = value;
    }

    /// <inheritdoc cref="TcpClient.ReceiveBufferSize"/>
    public int ReceiveBufferSize
    {
        get => Client.ReceiveBufferSize;
        set => Client.ReceiveBufferSize = value;
    }

    /// <inheritdoc cref="TcpClient.SendBufferSize"/>
    public int SendBufferSize
    {
        get => Client.SendBufferSize;
        set => Client.SendBufferSize = value;
    }

    /// <inheritdoc cref="TcpClient.ReceiveTimeout"/>
    public int ReceiveTimeout
    {
        get => Client.ReceiveTimeout;
        set => Client.ReceiveTimeout = value;
    }

    /// <inheritdoc cref="TcpClient.SendTimeout"/>
    public int SendTimeout
    {
        get => Client.SendTimeout;
        set => Client.SendTimeout = value;
    }

    /// <inheritdoc cref="TcpClient.Connect(IPEndPoint)"/>
    public void Connect(IPEndPoint remoteEP) => Client.Connect(remoteEP);

    /// <inheritdoc cref="TcpClient.Connect(IPAddress, int)"/>
    public void Connect(IPAddress address, int port) => Client.Connect(address, port);

    /// <inheritdoc cref="TcpClient.ConnectAsync(IPEndPoint, CancellationToken)"/>
    public ValueTask ConnectAsync(IPEndPoint remoteEP, CancellationToken cancellationToken = default) =>
        Client.ConnectAsync(remoteEP, cancellationToken);

    /// <inheritdoc cref="TcpClient.ConnectAsync(IPAddress, int, CancellationToken)"/>
    public ValueTask ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken = default) =>
        Client.ConnectAsync(address, port, cancellationToken);

    /// <inheritdoc cref="TcpClient.GetStream"/>
#pragma warning disable CA1024 // The name that it has there.
    public VnetNetworkStream GetStream() => _stream ??= new VnetNetworkStream(Client, ownsSocket: true);
#pragma warning restore CA1024

    /// <inheritdoc cref="TcpClient.Close"/>
    public void Close() => Dispose();

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();
}
