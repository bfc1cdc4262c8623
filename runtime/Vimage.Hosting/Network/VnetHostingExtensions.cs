using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Vimage.Hosting;

/// <summary>Servers and services in vnets.</summary>
public static class VnetHostingExtensions
{
    /// <summary>Lets Kestrel listen at <see cref="VnetEndPoint"/>, beside what else it listens at.</summary>
    /// <param name="builder">The web host.</param>
    /// <returns>The same.</returns>
    public static IWebHostBuilder UseVnets(this IWebHostBuilder builder) =>
        builder.ConfigureServices(static services =>
            services.AddSingleton<IConnectionListenerFactory>(new ListenerFactory<VnetEndPoint>(VnetConnectionListener.Listen)));

    /// <summary>Listens in a vnet's own network; requests' code runs in the vnet, and finds its state there.</summary>
    /// <param name="kestrel">The server, of a host with <see cref="UseVnets"/>.</param>
    /// <param name="vnet">The vnet.</param>
    /// <param name="address">An address of one of its interfaces, or all of them.</param>
    /// <param name="port">The port; 0 for one that is free.</param>
    /// <param name="configure">What else is to be said of it: protocols, TLS.</param>
    public static void ListenInVnet(this KestrelServerOptions kestrel, Vnet vnet, IPAddress address, int port, Action<ListenOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        kestrel.Listen(new VnetEndPoint(vnet, address, port), listen =>
        {
            listen.UseVnet(vnet);
            configure?.Invoke(listen);
        });
    }

    /// <summary>Runs all that is done for connections in a vnet: the requests' code finds its state there.</summary>
    /// <param name="options">Where the connections come from.</param>
    /// <param name="vnet">The vnet.</param>
    /// <returns>The same.</returns>
    public static ListenOptions UseVnet(this ListenOptions options, Vnet vnet)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(vnet);
        options.Use(next => connection => vnet.RunAsync(() => next(connection)));
        return options;
    }

    /// <summary>Runs a service of the host in a vnet: one of its own for each vnet that it is added for.</summary>
    /// <typeparam name="TService">The service.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="vnet">The vnet.</param>
    /// <returns>The same.</returns>
    public static IServiceCollection AddHostedServiceInVnet<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] TService>(
        this IServiceCollection services, Vnet vnet)
        where TService : class, IHostedService
    {
        ArgumentNullException.ThrowIfNull(vnet);
        return services.AddSingleton<IHostedService>(provider =>
            new VnetHostedService(vnet, vnet.Run(() => ActivatorUtilities.CreateInstance<TService>(provider))));
    }
}
