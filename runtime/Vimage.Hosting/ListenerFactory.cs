using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Vimage.Hosting;

/// <summary>A transport of Kestrel for end points of one kind; others remain the others'.</summary>
/// <typeparam name="TEndPoint">The kind.</typeparam>
/// <param name="listen">Listens at one of them.</param>
internal sealed class ListenerFactory<TEndPoint>(Func<TEndPoint, IConnectionListener> listen) : IConnectionListenerFactory, IConnectionListenerFactorySelector
    where TEndPoint : EndPoint
{
    public bool CanBind(EndPoint endpoint) => endpoint is TEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => endpoint is TEndPoint own
        ? new ValueTask<IConnectionListener>(listen(own))
        : throw new NotSupportedException($"'{endpoint}' is no {typeof(TEndPoint).Name}.");
}
