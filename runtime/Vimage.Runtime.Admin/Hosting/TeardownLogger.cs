using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Vimage.Admin;

/// <summary>Writes what was wrong with teardowns to the log of a host.</summary>
#pragma warning disable CA1812 // The host makes it.
internal sealed partial class TeardownLogger(ILoggerFactory loggers) : IHostedService
#pragma warning restore CA1812
{
    private readonly ILogger _logger = loggers.CreateLogger(VimageHostingExtensions.LogCategory);
    private IDisposable? _observation;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _observation = VnetDiagnostics.ObserveTeardowns(report =>
        {
            if (!report.IsClean)
            {
                LogTeardown(report);
            }
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _observation?.Dispose();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Report}")]
    private partial void LogTeardown(VnetTeardownReport report);
}
