namespace Vimage.Net;

/// <summary>
/// Names of quotas of the network, for <see cref="VnetOptions.Quotas"/> and <see cref="Vnet.SetQuota"/>. Buffers are
/// <see cref="VnetQuota.Buffers"/>.
/// </summary>
public static class NetQuota
{
    /// <summary>Sockets of the vnet; a connection counts once it is accepted.</summary>
    public const string Sockets = "sockets";

    /// <summary>Interfaces that the vnet has made, wherever they are; but not its <c>lo0</c>.</summary>
    public const string Interfaces = "interfaces";
}
