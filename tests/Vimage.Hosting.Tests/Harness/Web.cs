using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vimage.Hosting.Tests;

/// <summary>A server whose requests count in their vnet, and that sends back what it is sent.</summary>
internal static class Web
{
    internal static async Task<WebApplication> StartAsync(Action<KestrelServerOptions> listen, Action<WebApplication>? map = null, Action<IServiceCollection>? add = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseVnets().UseWormholes().ConfigureKestrel(listen);
        builder.WebHost.UseKestrelHttpsConfiguration();
        add?.Invoke(builder.Services);
        WebApplication application = builder.Build();
        application.MapGet("/", Counter.Next);
        application.MapPost("/echo", EchoAsync);
        map?.Invoke(application);
        await application.StartAsync();
        return application;
    }

    // Nothing before it has all: a client of HTTP/1.1 may read nothing before it has sent all.
    private static async Task<IResult> EchoAsync(HttpRequest request)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body);
        return Results.Bytes(body.ToArray());
    }
}
