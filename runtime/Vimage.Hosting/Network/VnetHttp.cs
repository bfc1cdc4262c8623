using System.Net;
using System.Net.Sockets;
using Vimage.Net;

namespace Vimage.Hosting;

/// <summary>Clients in a vnet's own network.</summary>
public static class VnetHttp
{
    /// <summary>Makes a client with such a handler as <see cref="CreateHandler"/> makes.</summary>
    /// <param name="vnet">The vnet.</param>
    /// <returns>The client.</returns>
#pragma warning disable CA2000 // The client's.
    public static HttpClient CreateClient(Vnet vnet) => new(CreateHandler(vnet), disposeHandler: true);
#pragma warning restore CA2000

    /// <summary>
    /// Makes the handler of a client whose connections are a vnet's: names are the ones that its resolver knows, and addresses are reached
    /// by its routes.
    /// </summary>
    /// <param name="vnet">The vnet.</param>
    /// <returns>A handler, for <see cref="HttpClient"/>, gRPC channels and web sockets.</returns>
    public static SocketsHttpHandler CreateHandler(Vnet vnet)
    {
        ArgumentNullException.ThrowIfNull(vnet);
        return new SocketsHttpHandler
        {
            // It would be one of another network.
            UseProxy = false,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(vnet, context.DnsEndPoint, cancellationToken),
        };
    }

    /// <summary>Connects a vnet with a server, as <see cref="SocketsHttpHandler.ConnectCallback"/> has it.</summary>
    /// <param name="vnet">The vnet.</param>
    /// <param name="server">The server: a name or an address, and a port.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task of the connection.</returns>
    /// <exception cref="SocketException">There is no such name, or nobody to be connected with at any of its addresses; thrown by the task.</exception>
    public static async ValueTask<Stream> ConnectAsync(Vnet vnet, DnsEndPoint server, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vnet);
        ArgumentNullException.ThrowIfNull(server);
        VnetNetworkStream? stream = null;
        await vnet.RunAsync(async () => stream = await ConnectHereAsync(server, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return stream!;
    }

    // In the order in which the resolver has them (RFC 6724, 6); the last one's failure is told.
    private static async Task<VnetNetworkStream> ConnectHereAsync(DnsEndPoint server, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(server.Host, out IPAddress? literal)
            ? [literal]
            : await VnetDns.GetHostAddressesAsync(server.Host, cancellationToken).ConfigureAwait(false);
        SocketException? last = null;
        foreach (IPAddress address in addresses)
        {
#pragma warning disable CA2000 // The stream's, once there is one.
            VnetSocket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
            try
            {
                await socket.ConnectAsync(address, server.Port, cancellationToken).ConfigureAwait(false);
                return new VnetNetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException error)
            {
                socket.Dispose();
                last = error;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.NoData);
    }
}
