using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Vimage.Hosting;

/// <summary>Accepts what connects to a <see cref="WormholeEndPoint"/>.</summary>
internal sealed class WormholeConnectionListener(WormholeEndPoint endPoint) : IConnectionListener
{
    public EndPoint EndPoint => endPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await endPoint.Arrivals.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (endPoint.Arrivals.TryRead(out Wormholes.WormholePipe? end))
            {
                return new WormholeConnection(end, endPoint);
            }
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        endPoint.Close();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
