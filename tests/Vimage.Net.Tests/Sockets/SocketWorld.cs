using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Sockets of one stack or the other, in real time, over its loopback.</summary>
internal sealed class SocketWorld : IDisposable
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Vnet? _vnet;
    private readonly VnetScope _scope;

    internal SocketWorld(SocketKind kind)
    {
        if (kind == SocketKind.Kernel)
        {
            return;
        }

        _vnet = Vnet.Root.CreateChild($"sockets{Guid.NewGuid():N}");
        _scope = _vnet.Enter();
        Netisr.Current = new Netisr(seed: 1);
        Ifnet.Get("lo0").AddAddress(IPAddress.Loopback, 8);
    }

    internal IStreamSocket Create() => _vnet is null
        ? new KernelSocket(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        : new StackSocket(new VnetSocket(SocketType.Stream, ProtocolType.Tcp));

    internal IStreamSocket Listen(int backlog = 100)
    {
        IStreamSocket listener = Create();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(backlog);
        return listener;
    }

    internal (IStreamSocket Client, IStreamSocket Server) Connect()
    {
        using IStreamSocket listener = Listen();
        IStreamSocket client = Create();
        client.Connect(listener.LocalEndPoint!);
        return (client, listener.Accept());
    }

    /// <summary>Returns a port of the loopback that nobody has.</summary>
    internal IPEndPoint Unused()
    {
        using IStreamSocket socket = Listen();
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    internal static SocketError ErrorOf(Action action) => Assert.ThrowsAny<SocketException>(action).SocketErrorCode;

    internal static async Task<SocketError> ErrorOfAsync(Task task) =>
        (await Assert.ThrowsAnyAsync<SocketException>(() => task.WaitAsync(Limit))).SocketErrorCode;

    public void Dispose()
    {
        if (_vnet is null)
        {
            return;
        }

        _scope.Dispose();
        Assert.Empty(_vnet.DestroyAsync().AsTask().GetAwaiter().GetResult().Failures);
    }
}
