using System.Net;
using System.Net.Sockets;
using Vimage.Net;

namespace LossyNetwork;

/// <summary>Some bytes by TCP.</summary>
/// <param name="content">The bytes.</param>
internal sealed class Delivery(byte[] content)
{
    private const int Port = 5555;

    internal int Size => content.Length;

    /// <summary>Takes a connection to the current vnet, and returns whether all of the bytes have come by it, and no other.</summary>
    internal async Task<bool> ReceiveAsync()
    {
        using VnetTcpListener listener = VnetTcpListener.Create(Port);
        listener.Start();
        using VnetTcpClient client = await listener.AcceptTcpClientAsync();
        using MemoryStream received = new();
        await client.GetStream().CopyToAsync(received);
        return received.ToArray().AsSpan().SequenceEqual(content);
    }

    /// <summary>Sends the bytes from the current vnet.</summary>
    internal async Task SendAsync(IPAddress destination)
    {
        using VnetTcpClient client = new(destination.AddressFamily);
        await client.ConnectAsync(destination, Port);
        await client.GetStream().WriteAsync(content);
        client.Client.Shutdown(SocketShutdown.Send);

        // The other end closes when it has all.
        _ = await client.GetStream().ReadAsync(new byte[1]);
    }
}
