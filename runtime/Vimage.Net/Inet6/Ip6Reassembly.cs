namespace Vimage.Net;

/// <summary>Puts IPv6 packets together (RFC 8200, 4.5). (FreeBSD: <c>frag6.c</c>.)</summary>
internal class Ip6Reassembly : Reassembly<Ip6FragmentKey>
{
    private int _waiting;

    private protected override int MaxPackets => Ip6.V_ip6_maxfragpackets;

    private protected override int MaxFragmentsPerPacket => Ip6.V_ip6_maxfragsperpacket;

    private protected override int Lifetime => Ip6.V_ip6_fraglifetime;

    /// <summary>Gets how many fragments wait. (<c>net.inet6.ip6.frag6_nfrags</c>)</summary>
    internal int Waiting => _waiting;

    /// <summary>Takes a fragment; returns the packet if it was the last missing one.</summary>
    /// <param name="packet">The fragment.</param>
    /// <param name="headers">Where its fragment header is.</param>
    /// <param name="source">Who has sent it, with its zone.</param>
    /// <param name="destination">Whom it is for, with its zone.</param>
    internal Mbuf? Add(Mbuf packet, in ExtensionHeaders headers, InAddress source, InAddress destination)
    {
        Ip6Fragment header = new(packet.Span[headers.Offset..]);
        int congestion = new Ip6Header(packet.Span).TrafficClass & 3;
        Fragment fragment = new(packet, headers.Offset + Ip6Fragment.Size, header.Offset, header.IsLast, congestion);
        if (!header.IsLast && fragment.Size % 8 != 0)
        {
            const int PayloadLength = 4;
            Tell(packet, PayloadLength);
            return null;
        }

        if (headers.Offset - Ip6Header.Size + fragment.End > Ip6Header.MaxPayload)
        {
            Tell(packet, headers.Offset + Ip6Fragment.OffsetOffset);
            return null;
        }

        if (header.Offset == 0 && header.IsLast)
        {
            // RFC 6946: it has nothing to do with any other.
            return Unwrap(packet, headers);
        }

        if (fragment.Size == 0 || MaxPackets <= 0 || _waiting >= Ip6.V_ip6_maxfrags)
        {
            Refuse(packet);
            return null;
        }

        return Add(new Ip6FragmentKey(source, destination, header.Identification), fragment);
    }

    private protected override Mbuf? Assemble(FragmentQueue<Ip6FragmentKey> queue, MbufPool pool)
    {
        Fragment first = queue.First;
        int headerLength = first.HeaderLength - Ip6Fragment.Size;
        if (queue.Assemble(pool, headerLength, Ip6Header.Size + Ip6Header.MaxPayload) is not { } whole)
        {
            return null;
        }

        Name(whole.Span, headerLength, new Ip6Fragment(first.Packet.Span[headerLength..]).NextHeader);
        if (queue.HasCongestion)
        {
            Ip6Header ip = new(whole.Span);
            ip.TrafficClass |= 3;
        }

        return whole;
    }

    private protected override void CountDropped(int fragments) => Ip6.CountFragmentsDropped(fragments);

    private protected override void CountTimeouts(int fragments) => Ip6.CountFragmentTimeouts(fragments);

    private protected override void CountAdded() => _waiting++;

    private protected override void CountRemoved(int fragments) => _waiting -= fragments;

    private protected override void SendTimeExceeded(Mbuf first) =>
        Icmp6.SendError(first, Icmp6Type.TimeExceeded, Icmp6Code.ReassemblyTimeExceeded);

    private static void Tell(Mbuf packet, int place) =>
        Icmp6.SendError(packet, Icmp6Type.ParameterProblem, Icmp6Code.ErroneousField, (uint)place);

    // Moves what is before the fragment header over it.
    private static Mbuf Unwrap(Mbuf packet, in ExtensionHeaders headers)
    {
        byte next = new Ip6Fragment(packet.Span[headers.Offset..]).NextHeader;
        packet.Span[..headers.Offset].CopyTo(packet.Span[Ip6Fragment.Size..]);
        packet.TrimFront(Ip6Fragment.Size);
        Name(packet.Span, headers.Offset, next);
        return packet;
    }

    // The last header before the place of the fragment header names what follows.
    private static void Name(Span<byte> packet, int end, byte next)
    {
        ExtensionHeaders headers = new(packet);
        while (headers.Offset < end)
        {
            headers.Pass(packet);
        }

        packet[headers.Place] = next;
        IpPacket.WriteLength(packet);
    }
}
