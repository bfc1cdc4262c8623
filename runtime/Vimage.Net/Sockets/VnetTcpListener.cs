using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>Who waits for connections in the current vnet, as <see cref="TcpListener"/> offers it.</summary>
public sealed class VnetTcpListener : IDisposable
{
    private readonly IPEndPoint _local;
    private readonly Vnet _vnet = Vnet.Current;
    private bool _isDualMode;
    private VnetSocket? _server;

    /// <summary>Initializes a new instance of the <see cref="VnetTcpListener"/> class.</summary>
    /// <param name="localEP">The address and port.</param>
    public VnetTcpListener(IPEndPoint localEP)
    {
        ArgumentNullException.ThrowIfNull(localEP);
        _local = localEP;
    }

    /// <summary>Makes one that listens on all addresses of the vnet, of both families.</summary>
    /// <param name="port">The port; 0 for any.</param>
    /// <returns>The listener.</returns>
    public static VnetTcpListener Create(int port) => new(IPAddress.IPv6Any, port) { _isDualMode = true };

    /// <summary>Initializes a new instance of the <see cref="VnetTcpListener"/> class.</summary>
    /// <param name="localaddr">The address; any for all of the vnet.</param>
    /// <param name="port">The port; 0 for any.</param>
    public VnetTcpListener(IPAddress localaddr, int port)
        : this(new IPEndPoint(localaddr, port))
    {
    }

    /// <inheritdoc cref="TcpListener.Server"/>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public VnetSocket Server => _server ?? throw new InvalidOperationException("The listener was not started. Call Start first.");

    /// <inheritdoc cref="TcpListener.LocalEndpoint"/>
    public EndPoint LocalEndpoint => _server?.LocalEndPoint ?? _local;

    /// <inheritdoc cref="TcpListener.Start(int)"/>
    public void Start(int backlog = int.MaxValue)
    {
        if (_server is not null)
        {
            return;
        }

        VnetSocket server = _vnet.Run(() => new VnetSocket(_local.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        try
        {
            if (_isDualMode)
            {
                server.DualMode = true;
            }

            server.Bind(_local);
            server.Listen(backlog);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        _server = server;
    }

    /// <inheritdoc cref="TcpListener.Stop"/>
    public void Stop()
    {
        _server?.Dispose();
        _server = null;
    }

    /// <inheritdoc cref="TcpListener.Pending"/>
    public bool Pending() => Server.Poll(0, SelectMode.SelectRead);

    /// <inheritdoc cref="TcpListener.AcceptSocket"/>
    public VnetSocket AcceptSocket() => Server.Accept();

    /// <inheritdoc cref="TcpListener.AcceptSocketAsync(CancellationToken)"/>
    public ValueTask<VnetSocket> AcceptSocketAsync(CancellationToken cancellationToken = default) => Server.AcceptAsync(cancellationToken);

    /// <inheritdoc cref="TcpListener.AcceptTcpClient"/>
    public VnetTcpClient AcceptTcpClient() => new(AcceptSocket());

    /// <inheritdoc cref="TcpListener.AcceptTcpClientAsync(CancellationToken)"/>
    public async ValueTask<VnetTcpClient> AcceptTcpClientAsync(CancellationToken cancellationToken = default) =>
        new(await AcceptSocketAsync(cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public void Dispose() => Stop();
}
