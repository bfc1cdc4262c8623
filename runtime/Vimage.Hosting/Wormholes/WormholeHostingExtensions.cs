using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Vimage.Wormholes;

namespace Vimage.Hosting;

/// <summary>Servers and clients that are reached through wormholes.</summary>
public static class WormholeHostingExtensions
{
    /// <summary>Lets Kestrel listen at <see cref="WormholeEndPoint"/>, beside what else it listens at.</summary>
    /// <param name="builder">The web host.</param>
    /// <returns>The same.</returns>
    public static IWebHostBuilder UseWormholes(this IWebHostBuilder builder) =>
        builder.ConfigureServices(static services =>
            services.AddSingleton<IConnectionListenerFactory>(new ListenerFactory<WormholeEndPoint>(static endPoint => new WormholeConnectionListener(endPoint))));

    /// <summary>Makes the handler of a client in a vnet that reaches a server through wormholes, whatever host a request names.</summary>
    /// <param name="endPoint">The server.</param>
    /// <param name="client">The client's vnet.</param>
    /// <param name="options">How the wormholes are to be.</param>
    /// <returns>A handler, for <see cref="HttpClient"/>; requests are to be sent in the client's vnet, or in one above it.</returns>
    public static SocketsHttpHandler CreateHandler(this WormholeEndPoint endPoint, Vnet client, WormholeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        Vnet opener = Vnet.Current;
        return new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                WormholePipe end = await opener.RunAsync(() => endPoint.ConnectAsync(client, options, cancellationToken).AsTask()).ConfigureAwait(false);
                return end.AsStream();
            },
        };
    }
}
