using Vimage.Wormholes;

namespace Vimage.Net.Wormholes;

/// <summary>Sends packets through an end of a wormhole. The domain's lock makes it one sender.</summary>
internal sealed class WormholeLink(WormholeFrameEnd end) : ITunLink
{
    public bool TrySend(ReadOnlySpan<byte> packet)
    {
        try
        {
            return end.TrySend(packet);
        }
        catch (VnetException)
        {
            // The wormhole is closed or revoked, or the interface was moved to a vnet that does not have the end: a link that is down.
            return false;
        }
    }

    public void Close() => end.Dispose();
}
