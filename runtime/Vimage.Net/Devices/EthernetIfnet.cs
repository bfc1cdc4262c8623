namespace Vimage.Net;

/// <summary>An interface of a link that speaks Ethernet. (FreeBSD: <c>if_ethersubr</c>.)</summary>
public abstract partial class EthernetIfnet : Ifnet
{
    private const int DefaultMtu = 1500;

    private protected EthernetIfnet(string driver)
        : base(Vnet.Current, Netisr.Current, driver, DefaultMtu, IfFlags.Broadcast | IfFlags.Multicast)
    {
    }

    /// <summary>Gets the bridge that the interface is a member of.</summary>
    public Bridge? Bridge { get; internal set; }

    /// <summary>Gets the aggregation that the interface is a port of.</summary>
    public Lagg? Lagg { get; internal set; }

    /// <summary>Gets a value indicating whether what it sends can arrive, as far as the link says. (FreeBSD: <c>LINK_STATE_UP</c>.)</summary>
    internal virtual bool HasLink => IsUp;

    /// <summary>Gets or sets the part that it has in the spanning tree of the bridge.</summary>
    internal SpanningTreePort? TreePort { get; set; }

    /// <summary>Gets what is known of the neighbours on the link, by address. (FreeBSD: <c>struct lltable</c>.)</summary>
    internal Dictionary<uint, ArpEntry> Neighbors { get; } = [];

    /// <summary>Gets or sets how many of them have not answered: a flood by strangers is not to cost a search for one each time.</summary>
    internal int UnresolvedNeighbors { get; set; }

    /// <summary>Gives the interface another link-layer address, and tells who is on the link. (<c>ifconfig X ether A</c>)</summary>
    /// <param name="address">The address, of one host.</param>
    /// <exception cref="NetworkException">It is that of several, or of nobody (EINVAL).</exception>
    public void SetLinkAddress(MacAddress address)
    {
        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            if (address.IsMulticast || address == default)
            {
                throw Refusal("EINVAL", $"can't have the link-layer address {address}: it is not that of one host.");
            }

            using (CURVNET_SET(Vnet))
            {
                ChangeLinkAddress(address);
            }
        }
    }

    /// <summary>Returns whether what is sent to a link-layer address is for this interface. (FreeBSD: <c>carp_forus</c>.)</summary>
    internal bool Has(MacAddress address) => address == LinkAddress || (VirtualHosts.Length > 0 && Carp.IsMasterOf(this, address));

    /// <summary>The link may have come or gone, as <see cref="HasLink"/> says. The vnet is current. (FreeBSD: <c>do_link_state_change</c>.)</summary>
    internal void OnLinkChanged()
    {
        Carp.OnLinkChanged(this);
        TellVlans(static vlan => vlan.OnParentLink());
        Lagg?.OnLinkChanged();
    }

    /// <summary>The same of an interface that may be in another vnet.</summary>
    private protected static void TellOfLink(EthernetIfnet @interface)
    {
        if (ReferenceEquals(@interface.Vnet, Vnet.Current))
        {
            @interface.OnLinkChanged();
            return;
        }

        try
        {
            using (CURVNET_SET(@interface.Vnet))
            {
                @interface.OnLinkChanged();
            }
        }
        catch (ObjectDisposedException)
        {
            // Its vnet is being torn down: nobody there waits for a link.
        }
    }

    /// <summary>Returns whether what this interface sends may leave by another, or is that one.</summary>
    internal virtual bool SendsThrough(EthernetIfnet other) => ReferenceEquals(this, other);

    private protected sealed override int LinkHeaderSizeOf(ReadOnlySpan<byte> packet) => EthernetHeader.SizeOf(packet);

    internal sealed override void Output(Mbuf packet, uint nextHop)
    {
        if (nextHop == Ipv4.Broadcast || (packet.Flags & MbufFlags.Broadcast) != 0)
        {
            SendTo(MacAddress.Broadcast, EtherType.Ipv4, packet);
        }
        else if (Ipv4.IsMulticast(nextHop))
        {
            SendTo(MulticastAddress(nextHop), EtherType.Ipv4, packet);
        }
        else
        {
            Arp.Output(this, packet, nextHop);
        }
    }

    internal sealed override void Output(Mbuf packet, InAddress nextHop)
    {
        if (nextHop.IsMulticast)
        {
            // RFC 2464, 7: the last 32 bits of the group.
            SendTo(new MacAddress(0x3333_0000_0000 | (nextHop.Low & 0xFFFF_FFFF)), EtherType.Ipv6, packet);
        }
        else
        {
            Nd6.Output(this, packet, nextHop);
        }
    }

    internal void SendTo(MacAddress destination, ushort type, Mbuf packet)
    {
        MacAddress source = packet.SourceLink == default ? LinkAddress : packet.SourceLink;
        EthernetHeader.Write(packet.Prepend(EthernetHeader.Size), destination, source, type);
        if (_priorityCodePoint is { } priority && this is not Vlan)
        {
            packet = VlanTag.Insert(packet, VlanProtocol.Dot1Q, VlanTag.PriorityOnly, packet.PriorityCodePoint ?? priority);
        }

        Send(packet);
    }

    /// <summary>Hands a frame to the protocols of the vnet. (FreeBSD: <c>ether_demux</c>.)</summary>
    internal void Demultiplex(Mbuf frame)
    {
        ushort type = EthernetHeader.Type(frame.Span);
        if (VlanTag.IsTag(type))
        {
            DemultiplexTagged(frame, type);
        }
        else
        {
            DemultiplexUntagged(frame);
        }
    }

    private void DemultiplexUntagged(Mbuf frame)
    {
        Span<byte> bytes = frame.Span;
        MacAddress destination = EthernetHeader.Destination(bytes);
        if (!Has(destination))
        {
            if (!destination.IsMulticast)
            {
                Drop(frame, IfDrop.InputNotForUs);
                return;
            }

            frame.Flags |= destination == MacAddress.Broadcast ? MbufFlags.Broadcast : MbufFlags.Multicast;
        }

        ushort type = EthernetHeader.Type(bytes);
        if (type == EtherType.Ipv4)
        {
            frame.TrimFront(EthernetHeader.Size);
            Ip.Input(frame);
        }
        else if (type == EtherType.Ipv6)
        {
            frame.TrimFront(EthernetHeader.Size);
            Ip6.Input(frame);
        }
        else if (type == EtherType.Arp)
        {
            frame.TrimFront(EthernetHeader.Size);
            Arp.Input(this, frame);
        }
        else
        {
            Drop(frame, IfDrop.InputUnknownProtocol);
        }
    }

    private protected override void Input(Mbuf packet)
    {
        if (packet.Length < EthernetHeader.Size || (packet.Length > LongestFrame(packet.Span) && packet.SegmentSize == 0))
        {
            Drop(packet, IfDrop.InputMalformed);
        }
        else if (Lagg is { } lagg)
        {
            lagg.Take(this, packet);
        }
        else if (Bridge is { } bridge)
        {
            Forward(packet, bridge);
        }
        else
        {
            Demultiplex(packet);
        }
    }

    private protected override void OnUpChanged()
    {
        base.OnUpChanged();
        TreePort?.Tree.Update();
        OnLinkChanged();
    }

    private protected override void SetMtu(int mtu)
    {
        if (Lagg is { } lagg && mtu != lagg.Mtu)
        {
            throw Refusal("EINVAL", $"can't have an MTU of {mtu}: it is a port of '{lagg}', whose MTU it has.");
        }

        int before = Mtu;
        base.SetMtu(mtu);
        TellVlans(vlan => vlan.OnParentMtu(before));
    }

    private protected override void Detach()
    {
        Bridge?.Drop(this);
        Lagg?.Drop(this);
        DropVlans();
        base.Detach();
    }

    /// <summary>Changes the link-layer address, whoever has asked for that. The vnet is current.</summary>
    internal void ChangeLinkAddress(MacAddress address)
    {
        MacAddress before = LinkAddress;
        LinkAddress = address;
        OnLinkAddressChanged();
        TellVlans(vlan => vlan.OnParentLinkAddress(before));
    }

    /// <summary>The interface has another link-layer address. Its vnet is current.</summary>
    private protected virtual void OnLinkAddressChanged()
    {
        Arp.AnnounceAll(this);
        Nd6.AnnounceAll(this);
    }

    // One that stands for several segments goes on to links that take each by itself.
    private void Forward(Mbuf frame, Bridge bridge)
    {
        if (frame.SegmentSize == 0)
        {
            bridge.Forward(this, frame);
            return;
        }

        foreach (Mbuf segment in new TcpSegmentation(frame, EthernetHeader.SizeOf(frame.Span), Netisr.Pool))
        {
            bridge.Forward(this, segment);
        }

        frame.Free();
    }

    private int LongestFrame(ReadOnlySpan<byte> frame) =>
        Mtu + EthernetHeader.Size + (VlanTag.IsTag(EthernetHeader.Type(frame)) ? LongestTag : 0);

    // RFC 1112, 6.4: the lower 23 bits of the group.
    private static MacAddress MulticastAddress(uint group) => new(0x0100_5E00_0000UL | (group & 0x7F_FFFF));
}
