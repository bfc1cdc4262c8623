namespace Vimage.Net;

/// <summary>An interface of a link that speaks Ethernet. (FreeBSD: <c>if_ethersubr</c>.)</summary>
public abstract class EthernetIfnet : Ifnet
{
    private const int DefaultMtu = 1500;

    private protected EthernetIfnet(string driver)
        : base(Vnet.Current, Netisr.Current, driver, DefaultMtu, IfFlags.Broadcast | IfFlags.Multicast)
    {
    }

    /// <summary>Gets the bridge that the interface is a member of.</summary>
    public Bridge? Bridge { get; internal set; }

    /// <summary>Gets what is known of the neighbours on the link, by address. (FreeBSD: <c>struct lltable</c>.)</summary>
    internal Dictionary<uint, ArpEntry> Neighbors { get; } = [];

    private protected sealed override int LinkHeaderSize => EthernetHeader.Size;

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
        EthernetHeader.Write(packet.Prepend(EthernetHeader.Size), destination, LinkAddress, type);
        Send(packet);
    }

    /// <summary>Hands a frame to the protocols of the vnet. (FreeBSD: <c>ether_demux</c>.)</summary>
    internal void Demultiplex(Mbuf frame)
    {
        Span<byte> bytes = frame.Span;
        MacAddress destination = EthernetHeader.Destination(bytes);
        if (destination != LinkAddress)
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
        if (packet.Length < EthernetHeader.Size || (packet.Length > Mtu + EthernetHeader.Size && packet.SegmentSize == 0))
        {
            Drop(packet, IfDrop.InputMalformed);
        }
        else if (Bridge is { } bridge)
        {
            bridge.Forward(this, packet);
        }
        else
        {
            Demultiplex(packet);
        }
    }

    private protected override void Detach()
    {
        Bridge?.Drop(this);
        base.Detach();
    }

    // RFC 1112, 6.4: the lower 23 bits of the group.
    private static MacAddress MulticastAddress(uint group) => new(0x0100_5E00_0000UL | (group & 0x7F_FFFF));
}
