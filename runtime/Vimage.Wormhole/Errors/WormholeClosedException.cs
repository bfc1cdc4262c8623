namespace Vimage.Wormholes;

/// <summary>Nothing goes through the wormhole any more in that direction. (<c>EPIPE</c>.)</summary>
public sealed class WormholeClosedException : WormholeException
{
    internal WormholeClosedException(WormholeEndReason reason, string wormhole, Vnet vnet)
        : base("EPIPE", wormhole, vnet, $"Wormhole '{wormhole}' of vnet '{vnet}' is closed: {Explain(reason)}.") => Reason = reason;

    /// <summary>Gets why.</summary>
    public WormholeEndReason Reason { get; }

    private static string Explain(WormholeEndReason reason) => reason switch
    {
        WormholeEndReason.Completed => "its sender has said that it was all",
        WormholeEndReason.VnetDestroyed => "the vnet of an end was torn down",
        WormholeEndReason.Collapsed => "the end was given up when two wormholes collapsed into one",
        WormholeEndReason.PeerDied => "the process of the other end is gone and has not closed it",
        _ => "an end of it was closed",
    };
}
