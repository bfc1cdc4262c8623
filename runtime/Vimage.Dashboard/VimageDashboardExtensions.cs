using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vimage.Admin;
using Vimage.Dashboard.Serving;

namespace Vimage.Dashboard;

/// <summary>The dashboard as end points of an application.</summary>
public static class VimageDashboardExtensions
{
    /// <summary>
    /// Maps a page that shows the vnets of this process, and changes nothing. Unless authorization is asked for by what is returned,
    /// it answers callers on this machine alone: those who come over a loopback address, not through a proxy, and not from a vnet below
    /// the one that is shown.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">Where the page is.</param>
    /// <param name="options">What it shows.</param>
    /// <returns>What more can be asked for by, such as <c>RequireAuthorization</c>: then whom that lets through sees it, from wherever.</returns>
    public static IEndpointConventionBuilder MapVimageDashboard(
        this IEndpointRouteBuilder endpoints, string pattern = "/vimage", VimageDashboardOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        Vnet vnet = (options ?? new VimageDashboardOptions()).Vnet;
#pragma warning disable CA2000 // The application's: it looks until that has stopped.
        VnetInspector inspector = new(vnet);
#pragma warning restore CA2000
        endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(inspector.Dispose);
        StateEndpoints states = new(inspector);
        RouteGroupBuilder group = endpoints.MapGroup(pattern);
        Map("/", PageFile.Index.ServeAsFolderAsync);
        Map("/state", states.ServeStateAsync);
        Map("/topology", states.ServeTopologyAsync);
        foreach (PageFile file in PageFile.Parts)
        {
            Map($"/{file.Name}", file.ServeAsync);
        }

        return group;

        void Map(string path, RequestDelegate serve) => group.MapGet(path, context => Caller.MaySee(context, vnet) ? serve(context) : Caller.RefuseAsync(context));
    }
}
