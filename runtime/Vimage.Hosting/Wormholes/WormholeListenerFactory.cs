using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Vimage.Hosting;

/// <summary>Kestrel's transport for <see cref="WormholeEndPoint"/>; other end points remain the others'.</summary>
#pragma warning disable CA1812 // Made by the container.
internal sealed class WormholeListenerFactory : IConnectionListenerFactory, IConnectionListenerFactorySelector
#pragma warning restore CA1812
{
    public bool CanBind(EndPoint endpoint) => endpoint is WormholeEndPoint;

#pragma warning disable CA2000 // Kestrel's, from here on.
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        endpoint is WormholeEndPoint wormhole
            ? new ValueTask<IConnectionListener>(new WormholeConnectionListener(wormhole))
            : throw new NotSupportedException($"'{endpoint}' is no {nameof(WormholeEndPoint)}.");
#pragma warning restore CA2000
}
