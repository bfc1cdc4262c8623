using Microsoft.Extensions.Hosting;

namespace Vimage.Hosting;

/// <summary>Starts and stops a service in a vnet; what it starts goes on there.</summary>
internal sealed class VnetHostedService(Vnet vnet, IHostedService service) : IHostedService, IAsyncDisposable
{
    public Task StartAsync(CancellationToken cancellationToken) => vnet.RunAsync(() => service.StartAsync(cancellationToken));

    // Nothing is left to be stopped of a vnet that was destroyed.
    public Task StopAsync(CancellationToken cancellationToken) =>
        vnet.IsDestroyed ? Task.CompletedTask : vnet.RunAsync(() => service.StopAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (service is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (service as IDisposable)?.Dispose();
        }
    }
}
