using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Vimage.Hosting;

/// <summary>Kestrel's transport for <see cref="VnetEndPoint"/>; other end points remain the others'.</summary>
#pragma warning disable CA1812 // Made by the container.
internal sealed class VnetListenerFactory : IConnectionListenerFactory, IConnectionListenerFactorySelector
#pragma warning restore CA1812
{
    public bool CanBind(EndPoint endpoint) => endpoint is VnetEndPoint;

#pragma warning disable CA2000 // Kestrel's, from here on.
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        endpoint is VnetEndPoint here
            ? new ValueTask<IConnectionListener>(VnetConnectionListener.Listen(here))
            : throw new NotSupportedException($"'{endpoint}' is no {nameof(VnetEndPoint)}.");
#pragma warning restore CA2000
}
