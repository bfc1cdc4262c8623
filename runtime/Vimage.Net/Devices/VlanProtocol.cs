namespace Vimage.Net;

/// <summary>How a <see cref="Vlan"/> marks its frames: the type that their tag begins with. (<c>ifconfig vlan0 vlanproto P</c>)</summary>
public enum VlanProtocol
{
    /// <summary>The tag of IEEE 802.1Q (customers' VLANs).</summary>
    Dot1Q,

    /// <summary>The tag of IEEE 802.1ad (a provider's VLANs around those of customers, "QinQ").</summary>
    QinQ,
}
