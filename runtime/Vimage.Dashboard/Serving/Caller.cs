using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Vimage.Dashboard.Serving;

/// <summary>Who may see a dashboard.</summary>
internal static class Caller
{
    private const string Refusal =
        "This dashboard answers callers on its own machine alone, by a loopback address and not through a proxy. "
        + "To let others see it, say whom: MapVimageDashboard(...).RequireAuthorization(...).";

    private const string Localhost = "localhost";

    private static readonly string[] s_signsOfProxies = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>Returns whether a caller may see a vnet's sub-tree.</summary>
    internal static bool MaySee(HttpContext context, Vnet shown) => IsAuthorized(context) || (IsLocal(context) && IsAtOrAbove(shown));

    internal static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(Refusal, context.RequestAborted);
    }

    // Whoever is not let through has been answered before this is asked.
    private static bool IsAuthorized(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata
        && (metadata.GetMetadata<IAuthorizeData>() is not null || metadata.GetMetadata<AuthorizationPolicy>() is not null || metadata.GetMetadata<IAllowAnonymous>() is not null);

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote
        && IPAddress.IsLoopback(remote)
        && !s_signsOfProxies.Any(context.Request.Headers.ContainsKey)
        && IsOwnName(context.Request.Host.Host);

    // A page of somebody else's whose name has been made to lead here asks by that name.
    private static bool IsOwnName(string host) =>
        host.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith($".{Localhost}", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out _);

    // Every vnet has a loopback of its own; a request that came over a vnet's network runs in that vnet.
    private static bool IsAtOrAbove(Vnet shown) => Vnet.Current is var current && (ReferenceEquals(current, shown) || shown.IsDescendantOf(current));
}
