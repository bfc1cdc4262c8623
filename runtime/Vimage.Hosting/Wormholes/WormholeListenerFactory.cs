using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Vimage.Hosting;

/// <summary>Kestrel's transport for <see cref="WormholeEndPoint"/>; other end points remain the others'.</summary>
internal sealed class WormholeListenerFactory : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is WormholeEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        endpoint is WormholeEndPoint wormhole
            ? new ValueTask<IConnectionListener>(new WormholeConnectionListener(wormhole))
            : throw new NotSupportedException($"'{endpoint}' is no {nameof(WormholeEndPoint)}.");
}
