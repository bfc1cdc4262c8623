namespace Vimage.Wormholes;

/// <summary>
/// A vnet that may has revoked the wormhole. What had been accepted before was received before this is thrown. (<c>EPERM</c>.)
/// </summary>
public sealed class WormholeRevokedException : WormholeException
{
    internal WormholeRevokedException(string wormhole, Vnet vnet)
        : base("EPERM", wormhole, vnet, $"Wormhole '{wormhole}' of vnet '{vnet}' was revoked by a vnet above both of its ends.")
    {
    }
}
