namespace Vimage.Net;

/// <summary>
/// One VLAN of a link (IEEE 802.1Q, 802.1ad): what it sends goes out by another interface with a tag, and what comes in there with
/// that tag it receives. Can be moved to another vnet than its parent is in. (FreeBSD: <c>if_vlan</c>.)
/// </summary>
/// <remarks>
/// A link takes frames that are longer by one tag, as <c>IFCAP_VLAN_MTU</c> says of nearly all hardware: a VLAN has its parent's MTU. A
/// VLAN does not take longer ones, so that of one on top of it is four bytes less.
/// </remarks>
public sealed partial class Vlan : EthernetIfnet
{
    private const string DriverName = "vlan";

    // Each is a call inside the call of the one on top of it.
    private const int MaxNesting = 16;

    private Vlan(EthernetIfnet parent, int tag, VlanProtocol protocol)
        : base(DriverName)
    {
        Parent = parent;
        Tag = tag;
        Protocol = protocol;
    }

    /// <summary>Gets the interface that it sends by; <see langword="null"/> once that was destroyed or has moved to another vnet.</summary>
    public EthernetIfnet? Parent { get; private set; }

    /// <summary>Gets the number of the VLAN: 1 to 4094. (<c>vlan</c>)</summary>
    public int Tag { get; }

    /// <summary>Gets how its frames are marked. (<c>vlanproto</c>)</summary>
    public VlanProtocol Protocol { get; }

    /// <summary>Makes an interface in the current vnet for a VLAN of a link. (<c>ifconfig vlan create vlandev X vlan N vlanpcp P</c>)</summary>
    /// <param name="parent">The interface on the link; may be a VLAN itself.</param>
    /// <param name="tag">The number of the VLAN: 1 to 4094.</param>
    /// <param name="priority">The priority code point of what it sends, unless a socket says otherwise: 0 to 7.</param>
    /// <param name="protocol">How its frames are marked. The same number may be there once for each.</param>
    /// <returns>The interface: <c>vlan0</c>, or with the next number that is free. It is down, and has its parent's link-layer address.</returns>
    /// <exception cref="NetworkException">
    /// The parent is in another vnet, or a number out of its range, or the MTU is too small for a tag (EINVAL); the parent has that VLAN
    /// already (EEXIST); it would be the 17th on top of each other (E2BIG).
    /// </exception>
    /// <exception cref="VnetQuotaException">The vnet has as many interfaces as it may.</exception>
    public static Vlan Create(EthernetIfnet parent, int tag, int priority = 0, VlanProtocol protocol = VlanProtocol.Dot1Q)
    {
        ArgumentNullException.ThrowIfNull(parent);
        using (Netisr.Current.Enter())
        {
            ThrowUnlessPossible(parent, tag, priority, protocol);
            Vlan vlan = new(parent, tag, protocol) { LinkAddress = parent.LinkAddress, PriorityCodePoint = priority };
            vlan.SetMtu(MtuOn(parent));
            parent.Add(vlan);
            vlan.Attach(UnitName(DriverName, FreeUnit(DriverName, "")));
            return vlan;
        }
    }

    // With its tag a frame is as long as its parent takes it, and a parent that is no VLAN takes four bytes more.
    internal override int LongestTag => 0;

    internal override bool SparesChecksums => Parent is { SparesChecksums: true };

    internal override bool HasLink => IsUp && Parent is { HasLink: true };

    internal override bool SendsThrough(EthernetIfnet other) => base.SendsThrough(other) || (Parent?.SendsThrough(other) ?? false);

    internal override void Transmit(Mbuf packet)
    {
        if (Parent is { IsUp: true } parent)
        {
            SendBy(parent, VlanTag.Insert(packet, Protocol, Tag, packet.PriorityCodePoint ?? PriorityCodePoint ?? 0));
        }
        else
        {
            Drop(packet, IfDrop.OutputDown);
        }
    }

    /// <summary>The link of the parent takes longer packets, or no more such long ones.</summary>
    internal void OnParentMtu(int before)
    {
        int most = MtuOn(Parent!);
        if (Mtu == before - (Parent!.LongestTag == 0 ? VlanTag.Size : 0) || Mtu > most)
        {
            base.SetMtu(most);
        }
    }

    /// <summary>The parent has another link-layer address; who had the old one has the new one.</summary>
    internal void OnParentLinkAddress(MacAddress before)
    {
        if (LinkAddress != before)
        {
            return;
        }

        try
        {
            SetLinkAddress(Parent!.LinkAddress);
        }
        catch (ObjectDisposedException)
        {
            // Its vnet is being torn down: there is nobody to tell.
        }
    }

    /// <summary>The link of the parent may have come or gone.</summary>
    internal void OnParentLink() => TellOfLink(this);

    /// <summary>The parent was destroyed, or has left the vnet. (FreeBSD: <c>vlan_unconfig</c>.)</summary>
    internal void OnParentGone()
    {
        Parent = null;
        try
        {
            Down();
        }
        catch (ObjectDisposedException)
        {
            // The vnet of this one is being torn down, and waits for the lock to do the rest.
        }
    }

    private protected override void SetMtu(int mtu)
    {
        if (Parent is { } parent && mtu > MtuOn(parent))
        {
            throw Refusal("EINVAL", $"can't have an MTU of {mtu}: that of its parent '{parent}' leaves it {MtuOn(parent)}.");
        }

        base.SetMtu(mtu);
    }

    private protected override void ThrowUnlessReady()
    {
        if (Parent is null)
        {
            throw Refusal("ENXIO", "can't be switched on: its parent was destroyed or has left the vnet. Destroy it, and make another.");
        }
    }

    private protected override void TearDown()
    {
        if (!IsDestroyed)
        {
            base.TearDown();
            Parent?.Remove(this);
            Parent = null;
        }
    }

    // The parent may be in another vnet than this one, which was moved.
    private void SendBy(EthernetIfnet parent, Mbuf frame)
    {
        if (ReferenceEquals(parent.Vnet, Vnet))
        {
            parent.Send(frame);
            return;
        }

        bool isEntered = false;
        try
        {
            using (CURVNET_SET(parent.Vnet))
            {
                isEntered = true;
                parent.Send(frame);
            }
        }
        catch (ObjectDisposedException) when (!isEntered)
        {
            Drop(frame, IfDrop.OutputDown);
        }
    }

    private static int MtuOn(EthernetIfnet parent) => parent.Mtu - VlanTag.Size + parent.LongestTag;
}
