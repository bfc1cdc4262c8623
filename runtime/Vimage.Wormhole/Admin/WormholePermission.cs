namespace Vimage.Wormholes;

/// <summary>Names of permissions, for <see cref="VnetOptions.Permissions"/>, <see cref="Vnet.Grant"/> and <see cref="Vnet.Revoke"/>.</summary>
public static class WormholePermission
{
    /// <summary>To open wormholes between vnets at or below the one that is allowed it, to collapse, steer and revoke them.</summary>
    public const string Open = "wormhole";

    /// <summary>To pass an end on to a vnet below; the wormhole must have been opened so that it may.</summary>
    public const string PassOn = "wormhole.pass";
}
