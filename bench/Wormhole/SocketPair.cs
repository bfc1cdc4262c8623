using System.Net;
using System.Net.Sockets;

namespace Vimage.Bench.Wormhole;

/// <summary>A connection over the kernel's loopback.</summary>
internal sealed class SocketPair : IDisposable
{
    internal SocketPair()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
#pragma warning disable CA2000 // The stream's.
        Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        client.Connect(listener.LocalEndPoint!);
        Client = new NetworkStream(client, ownsSocket: true);
        Socket server = listener.Accept();
        server.NoDelay = true;
        Server = new NetworkStream(server, ownsSocket: true);
    }

    internal NetworkStream Client { get; }

    internal NetworkStream Server { get; }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
