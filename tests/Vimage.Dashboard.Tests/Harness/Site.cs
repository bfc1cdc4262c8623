using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vimage.Hosting;

namespace Vimage.Dashboard.Tests;

/// <summary>An application with a dashboard, at a free port of the loopback address and wherever else it is told to listen.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _application;

    private Site(WebApplication application)
    {
        _application = application;
        Address = new Uri(new Uri(application.Urls.First()), "/vimage/");
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Address };
    }

    internal Uri Address { get; }

    internal HttpClient Client { get; }

    internal static async Task<Site> StartAsync(
        Vnet? shown, Action<IEndpointConventionBuilder>? configure = null, Action<IServiceCollection>? add = null, Action<KestrelServerOptions>? listen = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseVnets().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            listen?.Invoke(kestrel);
        });
        add?.Invoke(builder.Services);
        WebApplication application = builder.Build();
        IEndpointConventionBuilder dashboard = shown is null
            ? application.MapVimageDashboard()
            : application.MapVimageDashboard("/vimage", new VimageDashboardOptions { Vnet = shown });
        configure?.Invoke(dashboard);
        await application.StartAsync();
        return new Site(application);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        using CancellationTokenSource now = new(TimeSpan.Zero);
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }
}
