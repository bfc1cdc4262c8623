using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vimage.Admin.Serving;

namespace Vimage.Admin;

/// <summary>The end point, from the start of a host to its end.</summary>
internal sealed partial class AdminService(VimageAdminOptions options, ILogger logger) : IHostedService
{
    private AdminListener? _listener;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = AdminListener.Listen(options, line =>
        {
            options.Log(line);
            LogRefusal(line);
        });
        LogListening(_listener.Path);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_listener is not null)
        {
            await _listener.DisposeAsync().ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Vnets can be seen and steered at {Path}")]
    private partial void LogListening(string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Line}")]
    private partial void LogRefusal(string line);
}
