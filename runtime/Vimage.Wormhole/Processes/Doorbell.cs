using System.Net.Sockets;

namespace Vimage.Wormholes;

/// <summary>
/// How two processes wake each other: a byte through a Unix domain socket, when the other one has parked. When its process ends, however
/// it ends, the socket says so.
/// </summary>
internal sealed class Doorbell : IDisposable
{
    private static readonly byte[] s_byte = [1];

    private readonly Socket _socket;

    private volatile bool _isPeerAlive = true;
    private volatile bool _isDisposed;

    internal Doorbell(Socket socket)
    {
        // Who rings does not wait: the other process may be one that was stopped.
        socket.Blocking = false;
        _socket = socket;
    }

    /// <summary>Gets a value indicating whether the other process is there, as far as is known.</summary>
    internal bool IsPeerAlive => _isPeerAlive;

    public void Dispose()
    {
        _isDisposed = true;
        _socket.Dispose();
    }

    /// <summary>Wakes the other process.</summary>
    internal void Ring()
    {
        try
        {
            // When the buffer is full it has not yet heard of what it was told before.
            _socket.Send(s_byte, SocketFlags.None, out SocketError error);
            if (error is not (SocketError.Success or SocketError.WouldBlock))
            {
                _isPeerAlive = false;
            }
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile; whoever closed it has told the other one.
        }
    }

    /// <summary>Calls back for each time that the other process rings, until it is gone or this is disposed.</summary>
    /// <returns>A task of whether the other process is gone.</returns>
    internal async Task<bool> ListenAsync(Action onRing)
    {
        byte[] rings = new byte[256];
        try
        {
            while (await _socket.ReceiveAsync(rings.AsMemory()).ConfigureAwait(false) > 0)
            {
                onRing();
            }
        }
        catch (Exception thrown) when (thrown is SocketException or ObjectDisposedException)
        {
            // Reset, or disposed.
        }

        _isPeerAlive = false;
        return !_isDisposed;
    }
}
