namespace Vimage.Net;

/// <summary>Puts IPv4 packets together. (FreeBSD: <c>ip_reass.c</c>.)</summary>
internal class IpReassembly : Reassembly<FragmentKey>
{
    private protected override int MaxPackets => Ip.V_maxfragpackets;

    private protected override int MaxFragmentsPerPacket => Ip.V_maxfragsperpacket;

    private protected override int Lifetime => Ip.V_fragttl;

    /// <summary>Takes a fragment; returns the packet if it was the last missing one.</summary>
    internal Mbuf? Add(Mbuf packet)
    {
        IpHeader ip = new(packet.Span);
        bool isLast = (ip.Fragment & IpHeader.MoreFragments) == 0;
        Fragment fragment = new(packet, ip.HeaderLength, ip.FragmentOffset, isLast, ip.TypeOfService & 3);
        if (fragment.Size == 0 || (!isLast && fragment.Size % 8 != 0) || fragment.End > IpHeader.MaxPacket || MaxPackets <= 0)
        {
            Refuse(packet);
            return null;
        }

        return Add(new FragmentKey(ip.Source, ip.Destination, ip.Identification, ip.Protocol), fragment);
    }

    private protected override Mbuf? Assemble(FragmentQueue<FragmentKey> queue, MbufPool pool)
    {
        if (queue.Assemble(pool, queue.First.HeaderLength, IpHeader.MaxPacket) is not { } whole)
        {
            return null;
        }

        IpHeader ip = new(whole.Span) { TotalLength = whole.Length, Fragment = 0 };
        if (queue.HasCongestion)
        {
            ip.TypeOfService |= 3;
        }

        ip.WriteChecksum();
        return whole;
    }

    private protected override void CountDropped(int fragments) => Ip.CountFragmentsDropped(fragments);

    private protected override void CountTimeouts(int fragments) => Ip.CountFragmentTimeouts(fragments);

    private protected override void SendTimeExceeded(Mbuf first) =>
        Icmp.SendError(first, IcmpType.TimeExceeded, IcmpCode.ReassemblyTimeExceeded);
}
