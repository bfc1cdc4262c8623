using System.Diagnostics;

namespace Vimage.Wormholes;

/// <summary>
/// A wormhole between a vnet of this process and one of another process on the same host: through memory that both look at. Each process
/// sees its own end, and steers what it sends; pausing and revoking holds for both directions.
/// </summary>
/// <remarks>
/// When the other process ends without having closed its end, what it had sent is received, and then comes
/// <see cref="WormholeClosedException"/> with <see cref="WormholeEndReason.PeerDied"/>.
/// </remarks>
/// <typeparam name="TEnd"><see cref="WormholePipe"/> or <see cref="WormholeFrameEnd"/>.</typeparam>
/// <seealso cref="WormholeListener"/>
public sealed class SharedWormhole<TEnd> : Wormhole
    where TEnd : WormholeEnd
{
    private readonly SharedRings _rings;

    internal SharedWormhole(WormholeRights rights, TEnd end, string name, SharedRings rings)
        : base(rights, name, end.OutgoingWarp.Capacity + end.IncomingWarp.Capacity, end)
    {
        End = end;
        _rings = rings;
    }

    /// <summary>Gets the end in this process.</summary>
    public TEnd End { get; }

    /// <summary>Puts the end in its vnet, or gives up the connection.</summary>
    internal void EstablishOrClose(WormholeThrottle throttle)
    {
        try
        {
            Establish(throttle);
        }
        catch
        {
            _rings.Dispose();
            throw;
        }

        _ = AttendAsync();
    }

    internal override void OnEndClosed()
    {
        base.OnEndClosed();
        _rings.Dispose();
    }

    private protected override Wormhole Between(WormholeRights rights, WormholeEnd first, WormholeEnd second, string name) =>
        throw new UnreachableException("Its far end is in another process.");

    private async Task AttendAsync()
    {
        await _rings.AttendAsync(End.OutgoingWarp, End.IncomingWarp).ConfigureAwait(false);
        base.OnEndClosed();
    }
}
