using System.Net;
using System.Threading.Channels;
using Vimage.Wormholes;

namespace Vimage.Hosting;

/// <summary>
/// Where a server in a vnet is reached through wormholes: for <c>KestrelServerOptions.Listen</c>, after
/// <see cref="WormholeHostingExtensions.UseWormholes"/>.
/// </summary>
/// <param name="vnet">The server's vnet.</param>
public sealed class WormholeEndPoint(Vnet vnet) : EndPoint
{
    // Of connections that Kestrel has not yet accepted. (FreeBSD: SOMAXCONN.)
    private const int Backlog = 128;

    private readonly Channel<WormholePipe> _arrivals =
        Channel.CreateBounded<WormholePipe>(new BoundedChannelOptions(Backlog) { SingleReader = true });

    /// <summary>Gets the server's vnet.</summary>
    public Vnet Vnet => vnet;

    internal ChannelReader<WormholePipe> Arrivals => _arrivals.Reader;

    /// <summary>Connects a vnet with the server: opens a wormhole of bytes between the two, by the rights of the current vnet.</summary>
    /// <param name="client">The client's vnet.</param>
    /// <param name="options">How the wormhole is to be.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task of the client's end.</returns>
    /// <exception cref="VnetPermissionException">The current vnet may not open a wormhole between the two.</exception>
    /// <exception cref="ChannelClosedException">The server has stopped listening; thrown by the task.</exception>
    public async ValueTask<WormholePipe> ConnectAsync(Vnet client, WormholeOptions? options = null, CancellationToken cancellationToken = default)
    {
#pragma warning disable CA2000 // Closed with its ends.
        ByteWormhole wormhole = Wormhole.OpenBytes(client, vnet, options);
#pragma warning restore CA2000
        try
        {
            await _arrivals.Writer.WriteAsync(wormhole.Second, cancellationToken).ConfigureAwait(false);
            return wormhole.First;
        }
        catch
        {
            await wormhole.First.DisposeAsync().ConfigureAwait(false);
            await wormhole.Second.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Returns <c>wormhole:</c> and the vnet's name.</summary>
    /// <returns>A name for people, and for Kestrel's log.</returns>
    public override string ToString() => $"wormhole:{vnet}";

    internal void Close()
    {
        _arrivals.Writer.TryComplete();
        while (_arrivals.Reader.TryRead(out WormholePipe? end))
        {
            end.Dispose();
        }
    }
}
