using Microsoft.AspNetCore.Connections;
using Vimage.Wormholes;

namespace Vimage.Hosting;

/// <summary>A connection of a server, over its end of a wormhole.</summary>
internal sealed class WormholeConnection : DefaultConnectionContext
{
    // Kestrel closes from wherever it is.
    private readonly Stream _stream;

    // Not the one that the base class has, which may be cancelled after it was disposed of.
#pragma warning disable CA2213 // A source without a timer holds nothing; and whoever has its token may still register.
    private readonly CancellationTokenSource _closed = new();
#pragma warning restore CA2213

    internal WormholeConnection(WormholePipe end, WormholeEndPoint endPoint)
        : base(end.Name)
    {
        _stream = end.AsStream();
        Transport = end;
        LocalEndPoint = endPoint;
        ConnectionClosed = _closed.Token;
    }

    public override void Abort(ConnectionAbortedException abortReason) => Close();

    public override async ValueTask DisposeAsync()
    {
        Close();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private void Close()
    {
        _stream.Dispose();
        _ = _closed.CancelAsync();
    }
}
