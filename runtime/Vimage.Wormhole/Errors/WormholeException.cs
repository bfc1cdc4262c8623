namespace Vimage.Wormholes;

/// <summary>
/// Something that was asked of wormholes was refused. <see cref="VnetException.Errno"/> says how the original refuses it: <c>EINVAL</c>
/// for two ends in one vnet, or wormholes that do not meet or are not open; <c>EISCONN</c> for a name that is taken; <c>EDOOFUS</c> for
/// two wormholes whose far ends are in one vnet.
/// </summary>
public class WormholeException : VnetException
{
    internal WormholeException(string errno, string wormhole, Vnet vnet, string reason)
        : base(errno, vnet.FullName, reason)
    {
        WormholeName = wormhole;
    }

    /// <summary>Gets the name of the wormhole.</summary>
    public string WormholeName { get; }
}
