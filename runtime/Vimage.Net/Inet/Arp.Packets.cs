namespace Vimage.Net;

/// <content>Questions, answers, and who waits for them.</content>
public static partial class Arp
{
    // RFC 5227, 1.1.
    private const long DefendInterval = 10_000_000_000;

    private static readonly TimeSpan s_retryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Sends a packet to a neighbour, now or when it has answered. (FreeBSD: <c>arpresolve</c>.)</summary>
    internal static void Output(EthernetIfnet @interface, Mbuf packet, uint neighbor)
    {
        if (@interface.Neighbors.TryGetValue(neighbor, out ArpEntry? entry) && entry.IsResolved)
        {
            @interface.SendTo(entry.Link, EtherType.Ipv4, packet);
            return;
        }

        entry ??= TryAdd(@interface, neighbor, isWanted: true);
        if ((@interface.Flags & IfFlags.NoArp) != 0 || entry is null || entry.Tries >= V_arp_maxtries)
        {
            V_arpstat.Dropped++;
            packet.Free();
            return;
        }

        if (entry.Held.Count >= V_arp_maxhold)
        {
            // The oldest makes room: what is newest is most likely still wanted.
            V_arpstat.Dropped++;
            entry.Held.Dequeue()!.Free();
        }

        entry.Held.Enqueue(packet);
        if (!entry.Timer.IsPending)
        {
            Ask(entry);
        }
    }

    /// <summary>Receives a packet. (FreeBSD: <c>in_arpinput</c>.)</summary>
    internal static void Input(EthernetIfnet @interface, Mbuf packet)
    {
        if (packet.Length < ArpHeader.Size || !new ArpHeader(packet.Span).IsEthernetAndIpv4)
        {
            V_arpstat.Malformed++;
            packet.Free();
            return;
        }

        ArpHeader arp = new(packet.Span);
        bool isRequest = arp.Operation == ArpHeader.Request;
        V_arpstat.RequestsReceived += isRequest ? 1 : 0;
        V_arpstat.RepliesReceived += isRequest ? 0 : 1;
        if (arp.SenderLink.IsMulticast || arp.SenderLink == @interface.LinkAddress)
        {
            // Nobody has a group's address; and what comes from here says nothing new.
            V_arpstat.Malformed += arp.SenderLink.IsMulticast ? 1 : 0;
        }
        else if (OwnAddress(@interface, arp.Sender) is { } contested)
        {
            if (contested.Carp is null)
            {
                V_arpstat.DuplicateAddresses++;
                Defend(contested);
            }
        }
        else
        {
            Learn(@interface, arp);
            if (isRequest && LinkAnsweredFor(@interface, arp.Target) is { } link)
            {
                Reply(@interface, arp, link);
            }
        }

        packet.Free();
    }

    /// <summary>Tells all on the link which address the interface has: a gratuitous request. (FreeBSD: <c>arp_ifinit</c>.)</summary>
    internal static void Announce(InIfaddr address)
    {
        if (address.Interface is not EthernetIfnet @interface || (@interface.Flags & (IfFlags.NoArp | IfFlags.Up)) != IfFlags.Up)
        {
            return;
        }

        SendGratuitous(address);
        if (address.Announcements < V_garp_rexmit_count)
        {
            @interface.Netisr.Reset(address.Announcer, TimeSpan.FromSeconds(1L << Math.Min(address.Announcements, 30)));
            address.Announcements++;
        }
    }

    internal static void AnnounceAll(Ifnet @interface)
    {
        foreach (InIfaddr address in @interface.InAddresses)
        {
            address.Announcements = 0;
            Announce(address);
        }
    }

    internal static void OnTimer(ArpEntry entry)
    {
        if (entry.IsResolved || entry.Tries > V_arp_maxtries)
        {
            V_arpstat.Timeouts++;
            Drop(entry.Interface, entry.Address);
        }
        else
        {
            Ask(entry);
        }
    }

    // Whoever has believed the other one is told again (RFC 5227, 2.4 c, without giving up): not each time, for the other may do the same.
    private static void Defend(InIfaddr address)
    {
        long now = address.Interface.Netisr.Now;
        if (address.Defended is not { } last || now - last >= DefendInterval)
        {
            address.Defended = now;
            SendGratuitous(address);
        }
    }

    private static void Ask(ArpEntry entry)
    {
        if (entry.Tries++ < V_arp_maxtries)
        {
            InIfaddr? source = SourceFor(entry);
            SendRequest(entry.Interface, source?.LinkAddress ?? entry.Interface.LinkAddress, source?.Address ?? Ipv4.Any, entry.Address);
            entry.Interface.Netisr.Reset(entry.Timer, s_retryInterval);
            return;
        }

        // Nobody is there. Remembered for a while, so that a flood of packets to it is no flood of questions.
        V_arpstat.Dropped += entry.Held.Count;
        entry.Held.Drain();
        entry.Interface.Netisr.Reset(entry.Timer, TimeSpan.FromSeconds(V_arpt_down));
    }

    private static void Learn(EthernetIfnet @interface, in ArpHeader arp)
    {
        // Who was not asked for is believed only if it wants something from here: that saves the next question.
        bool isForUs = OwnAddress(@interface, arp.Target) is not null;
        if (arp.Sender == 0 || !IsNeighbor(@interface, arp.Sender))
        {
            return;
        }

        ArpEntry? entry = Find(@interface, arp.Sender) ?? (isForUs ? TryAdd(@interface, arp.Sender, isWanted: false) : null);
        if (entry is { IsPermanent: false })
        {
            Resolve(entry, arp.SenderLink);
            @interface.Netisr.Reset(entry.Timer, TimeSpan.FromSeconds(V_arpt_keep));
        }
    }

    private static void Resolve(ArpEntry entry, MacAddress link)
    {
        entry.Interface.UnresolvedNeighbors -= entry.IsResolved ? 0 : 1;
        entry.Link = link;
        entry.IsResolved = true;
        entry.Tries = 0;
        entry.Interface.Netisr.Stop(entry.Timer);
        while (entry.Held.Dequeue() is { } packet)
        {
            entry.Interface.SendTo(link, EtherType.Ipv4, packet);
        }
    }

    private static MacAddress? LinkAnsweredFor(EthernetIfnet @interface, uint target)
    {
        if (OwnAddress(@interface, target) is { } own)
        {
            return own.LinkAddress;
        }

        bool isProxy = V_proxies.Contains((@interface, target))
            || (V_arp_proxyall && Routing.Lookup(target, 0, @interface.Fib) is { Interface: { } other } && other != @interface);
        return isProxy ? @interface.LinkAddress : null;
    }

    private static void Reply(EthernetIfnet @interface, in ArpHeader request, MacAddress link)
    {
        Mbuf reply = @interface.Netisr.Pool.Get(ArpHeader.Size);
        new ArpHeader(reply.Append(ArpHeader.Size)).Write(
            ArpHeader.Reply, link, request.Target, request.SenderLink, request.Sender);
        V_arpstat.RepliesSent++;
        @interface.SendTo(request.SenderLink, EtherType.Arp, reply);
    }

    // Asks for an own address, which tells who has it.
    private static void SendGratuitous(InIfaddr address) =>
        SendRequest((EthernetIfnet)address.Interface, address.LinkAddress, address.Address, address.Address);

    private static void SendRequest(EthernetIfnet @interface, MacAddress link, uint sender, uint target)
    {
        Mbuf request = @interface.Netisr.Pool.Get(ArpHeader.Size);
        new ArpHeader(request.Append(ArpHeader.Size)).Write(
            ArpHeader.Request, link, sender, default, target);
        V_arpstat.RequestsSent++;
        @interface.SendTo(MacAddress.Broadcast, EtherType.Arp, request);
    }

    private static InIfaddr? SourceFor(ArpEntry entry)
    {
        foreach (InIfaddr address in entry.Interface.InAddresses)
        {
            if ((entry.Address & address.Mask) == address.Network)
            {
                return address;
            }
        }

        return entry.Interface.InAddresses.Count == 0 ? null : entry.Interface.InAddresses[0];
    }

    private static bool IsNeighbor(Ifnet @interface, uint address)
    {
        foreach (InIfaddr own in @interface.InAddresses)
        {
            if ((address & own.Mask) == own.Network)
            {
                return true;
            }
        }

        return false;
    }

    private static InIfaddr? OwnAddress(Ifnet @interface, uint address)
    {
        foreach (InIfaddr own in @interface.InAddresses)
        {
            if (own.Address == address)
            {
                return own;
            }
        }

        return null;
    }
}
