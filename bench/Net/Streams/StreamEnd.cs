using System.Net.Sockets;
using Vimage.Net;

namespace Vimage.Bench.Net.Streams;

/// <summary>One end of a connection, the kernel's or a vnet's, in the words that both have.</summary>
/// <param name="Send">Sends all of a buffer.</param>
/// <param name="Receive">Receives what there is.</param>
/// <param name="End">Says that no more is sent.</param>
/// <param name="Close">Closes it.</param>
internal sealed record StreamEnd(
    Func<ReadOnlyMemory<byte>, ValueTask<int>> Send, Func<Memory<byte>, ValueTask<int>> Receive, Action End, Action Close) : IDisposable
{
    internal static StreamEnd Of(Socket socket)
    {
        socket.NoDelay = true;
        return new StreamEnd(
            data => socket.SendAsync(data), buffer => socket.ReceiveAsync(buffer), () => socket.Shutdown(SocketShutdown.Send), socket.Dispose);
    }

    internal static StreamEnd Of(VnetSocket socket)
    {
        socket.NoDelay = true;
        return new StreamEnd(
            data => socket.SendAsync(data), buffer => socket.ReceiveAsync(buffer), () => socket.Shutdown(SocketShutdown.Send), socket.Dispose);
    }

    public void Dispose() => Close();
}
