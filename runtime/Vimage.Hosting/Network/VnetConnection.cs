using Microsoft.AspNetCore.Connections;
using Vimage.Net;

namespace Vimage.Hosting;

/// <summary>A connection of a server, over a socket of a vnet.</summary>
internal sealed class VnetConnection : DefaultConnectionContext
{
    private static long s_count;

    private readonly SocketPipe _pipe;

    private VnetConnection(VnetSocket socket)
        : base($"vnet:{Interlocked.Increment(ref s_count):x}")
    {
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        _pipe = new SocketPipe(socket);
        Transport = _pipe;
        ConnectionClosed = _pipe.Closed;
    }

    public override void Abort(ConnectionAbortedException abortReason) => _pipe.Abort(abortReason);

    public override async ValueTask DisposeAsync()
    {
        await _pipe.CloseAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Takes a socket that was accepted.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It is not connected any more; it is closed.</exception>
    internal static VnetConnection Start(VnetSocket socket)
    {
        try
        {
            // A response is written as a whole: nothing would be won by waiting for more. (As Kestrel's own transport.)
            socket.NoDelay = true;
            return new VnetConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
