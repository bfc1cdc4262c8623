using System.Net.Sockets;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Vimage.Admin.Protocol;

/// <summary>A connection with a process whose vnets can be seen and steered.</summary>
public sealed class AdminConnection : IDisposable
{
    private readonly JsonRpc _rpc;

    private AdminConnection(JsonRpc rpc, string socketPath)
    {
        _rpc = rpc;
        SocketPath = socketPath;
#pragma warning disable StreamJsonRpc0003 // A proxy made when the program runs is fast enough for who asks now and then.
        Process = rpc.Attach<IAdminProtocol>();
        Network = rpc.Attach<INetworkProtocol>();
        Wormholes = rpc.Attach<IWormholeProtocol>();
        Commands = rpc.Attach<ICommandProtocol>();
#pragma warning restore StreamJsonRpc0003
        rpc.StartListening();
    }

    /// <summary>Gets the file of the socket that the process listens at.</summary>
    public string SocketPath { get; }

    /// <summary>
    /// Gets what the process is asked by. A request that fails is a <see cref="RemoteInvocationException"/>, whose deserialized data is an
    /// <see cref="AdminFailure"/>; a process that ends, a <see cref="ConnectionLostException"/>,
    /// or an <see cref="IOException"/> where that is found while sending.
    /// </summary>
    public IAdminProtocol Process { get; }

    /// <summary>Gets what its network stacks are asked by.</summary>
    public INetworkProtocol Network { get; }

    /// <summary>Gets what it is asked by about wormholes.</summary>
    public IWormholeProtocol Wormholes { get; }

    /// <summary>Gets what it is asked by to run something.</summary>
    public ICommandProtocol Commands { get; }

    /// <summary>Connects with a process.</summary>
    /// <param name="socketPath">The file of its socket.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task of the connection.</returns>
    /// <exception cref="SocketException">Nobody listens there; thrown by the task.</exception>
    public static async Task<AdminConnection> ConnectAsync(string socketPath, CancellationToken cancellationToken = default)
    {
#pragma warning disable CA2000 // The connection's, once there is one.
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken).ConfigureAwait(false);
            return new AdminConnection(new FailureReader(AdminProtocol.Framing(new NetworkStream(socket, ownsSocket: true))), socketPath);
        }
#pragma warning restore CA2000
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => _rpc.Dispose();

    private sealed class FailureReader(IJsonRpcMessageHandler messages) : JsonRpc(messages)
    {
        protected override Type? GetErrorDetailsDataType(JsonRpcError error) =>
            (int?)error.Error?.Code == AdminProtocol.FailureCode ? typeof(AdminFailure) : base.GetErrorDetailsDataType(error);
    }
}
