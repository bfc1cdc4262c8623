using Vimage.Wormholes;

namespace Vimage.Net.Wormholes;

/// <summary>
/// Sends packets through an end of a wormhole, from the vnet where the interface was made: the interface may be moved to another one, and
/// the end stays. (FreeBSD: <c>if_wg</c>, whose socket stays behind.) The domain's lock makes it one sender.
/// </summary>
internal sealed class WormholeLink(WormholeFrameEnd end, Vnet home) : ITunLink
{
    public bool TrySend(ReadOnlySpan<byte> packet)
    {
        try
        {
            using (home.EnterSync())
            {
                return end.TrySend(packet);
            }
        }
        catch (Exception thrown) when (thrown is VnetException or ObjectDisposedException)
        {
            // The wormhole is closed or revoked, its end was passed on, or its vnet is gone: a link that is down.
            return false;
        }
    }

    public void Close()
    {
        try
        {
            using (home.EnterSync())
            {
                end.Dispose();
            }
        }
        catch (Exception thrown) when (thrown is VnetException or ObjectDisposedException)
        {
            // Its vnet is gone, and the end with it; or the end was passed on, and is another's to close.
        }
    }
}
