using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Vimage.Net;

namespace Vimage.Hosting;

/// <summary>Accepts what connects to a <see cref="VnetEndPoint"/>.</summary>
internal sealed class VnetConnectionListener : IConnectionListener
{
    private readonly VnetSocket _socket;
    private readonly VnetEndPoint _endPoint;
    private volatile bool _isClosed;

    private VnetConnectionListener(VnetSocket socket, VnetEndPoint endPoint) => (_socket, _endPoint) = (socket, endPoint);

    public EndPoint EndPoint => _endPoint;

    private bool IsOver => _isClosed || _endPoint.Vnet.IsDestroyed;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (!IsOver)
        {
            try
            {
                VnetSocket accepted = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
                return VnetConnection.Start(accepted);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException && IsOver)
            {
                break;
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset or SocketError.NotConnected)
            {
                // It was gone before it was accepted; the next one is another's.
            }
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _isClosed = true;
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();

    /// <exception cref="AddressInUseException">Somebody in the vnet listens there.</exception>
    /// <exception cref="SocketException">The address is none of the vnet's.</exception>
    internal static VnetConnectionListener Listen(VnetEndPoint endPoint)
    {
        using (endPoint.Vnet.Enter())
        {
#pragma warning disable CA2000 // The listener's, once there is one.
            VnetSocket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
#pragma warning restore CA2000
            try
            {
                if (endPoint.Address.Equals(IPAddress.IPv6Any))
                {
                    socket.DualMode = true;
                }

                socket.Bind(new IPEndPoint(endPoint.Address, endPoint.Port));
                socket.Listen();
                int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
                return new VnetConnectionListener(socket, new VnetEndPoint(endPoint.Vnet, endPoint.Address, port));
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                socket.Dispose();
                throw new AddressInUseException($"Somebody listens at {endPoint} already. (EADDRINUSE)", error);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
