namespace Vimage.Wormholes;

/// <summary>
/// Names of quotas of wormholes, for <see cref="VnetOptions.Quotas"/> and <see cref="Vnet.SetQuota"/>. Their rings count as
/// <see cref="VnetQuota.Buffers"/>. Both are counted where the wormhole was opened.
/// </summary>
public static class WormholeQuota
{
    /// <summary>Wormholes that are open.</summary>
    public const string Wormholes = "wormholes";
}
