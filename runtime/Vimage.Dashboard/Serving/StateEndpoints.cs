using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Vimage.Admin;

namespace Vimage.Dashboard.Serving;

/// <summary>Answers what the page asks for while it is seen.</summary>
internal sealed class StateEndpoints(VnetInspector inspector)
{
    private const string Top = ".";
    private const string Loopback = "loopback";
    private const string Up = "up";
    private const string Gone = "The vnet that this dashboard shows was destroyed.";

    /// <summary>The vnets, and the one that is selected in detail.</summary>
    internal Task ServeStateAsync(HttpContext context) => ServeAsync(context, DashboardJson.Default.StateDocument, path => new StateDocument(
        (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency,
        inspector.Describe(),
        inspector.ListVnets(Top, recursive: true),
        Select(path),
        inspector.ListWormholes(),
        inspector.ListTeardowns()));

    /// <summary>What is connected with what, of the selected vnet and those below it.</summary>
    internal Task ServeTopologyAsync(HttpContext context) => ServeAsync(context, DashboardJson.Default.TopologyDocument, path => new TopologyDocument(
    [
        .. (IfThere(() => inspector.ListInterfaces(path, recursive: true)) ?? [])
            .Where(static each => each.Kind != Loopback)
            .Select(static each => new ConnectorEntry(each.Vnet, each.Name, each.Kind, each.HasCarrier && each.Flags.Contains(Up), each.Peer, each.Members)),
    ]));

    private static async Task ServeAsync<TDocument>(HttpContext context, JsonTypeInfo<TDocument> type, Func<string, TDocument> read)
    {
        HttpResponse response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        TDocument document;
        try
        {
            document = read(context.Request.Query["vnet"].FirstOrDefault() ?? Top);
        }
        catch (ObjectDisposedException)
        {
            response.StatusCode = StatusCodes.Status410Gone;
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(Gone, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(response.BodyWriter, document, type, context.RequestAborted).ConfigureAwait(false);
    }

    // What was selected may have gone meanwhile, and the page is told so; the rest is there still.
    private static TResult? IfThere<TResult>(Func<TResult> read)
        where TResult : class
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is VnetException or ArgumentException or ObjectDisposedException)
        {
            return null;
        }
    }

    private SelectedEntry? Select(string path) =>
        IfThere(() => new SelectedEntry(path, inspector.ListInterfaces(path, recursive: false), inspector.ListLimits(path)));
}
