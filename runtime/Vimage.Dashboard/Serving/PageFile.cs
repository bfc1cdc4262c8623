using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Net.Http.Headers;

namespace Vimage.Dashboard.Serving;

/// <summary>A file of the page, which is in the assembly.</summary>
internal sealed class PageFile
{
    // Nothing from elsewhere, nothing inline, and in no frame.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string IndexName = "index.html";

    private readonly byte[] _content;
    private readonly string _type;
    private readonly string _tag;

    private PageFile(string name)
    {
        using Stream resource = typeof(PageFile).Assembly.GetManifestResourceStream(name)!;
        _content = new byte[resource.Length];
        resource.ReadExactly(_content);
        _type = TypeOf(name);
        _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(_content).AsSpan(0, 8))}\"";
        Name = name;
    }

    internal static PageFile Index { get; } = new(IndexName);

    /// <summary>Gets what the page loads.</summary>
    internal static IReadOnlyList<PageFile> Parts { get; } =
        [.. typeof(PageFile).Assembly.GetManifestResourceNames().Where(static name => name != IndexName).Select(static name => new PageFile(name))];

    internal string Name { get; }

    /// <summary>Answers at the name of a folder: what the page loads is relative to it.</summary>
    internal Task ServeAsFolderAsync(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith('/'))
        {
            return ServeAsync(context);
        }

        context.Response.Redirect(UriHelper.BuildRelative(context.Request.PathBase, context.Request.Path.Add("/"), context.Request.QueryString));
        return Task.CompletedTask;
    }

    internal Task ServeAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers[HeaderNames.CacheControl] = "no-cache";
        response.Headers.ETag = _tag;
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.Headers.IfNoneMatch == _tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = _type;
        response.ContentLength = _content.Length;
        return response.Body.WriteAsync(_content, context.RequestAborted).AsTask();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new NotSupportedException($"'{name}' can't be a part of the page: nothing is known of {other}."),
    };
}
