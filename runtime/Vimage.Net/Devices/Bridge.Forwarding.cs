namespace Vimage.Net;

/// <content>Learning, and where a frame goes.</content>
public sealed partial class Bridge
{
    /// <summary>(FreeBSD: <c>BRIDGE_RTABLE_MAX</c> and <c>BRIDGE_RTABLE_TIMEOUT</c>.)</summary>
    private const int MaxAddresses = 2000;
    private const long Lifetime = 1200L * 1_000_000_000;

    private readonly Dictionary<(MacAddress Address, int Vlan), BridgeEntry> _addresses = [];

    /// <summary>Gets how many addresses were not learned because the table was full.</summary>
    public long TableFull { get; private set; }

    /// <summary>Says where an address is; it is not learned to be elsewhere. (<c>ifconfig bridge0 static X mac vlan N</c>)</summary>
    /// <param name="member">The member behind which it is.</param>
    /// <param name="address">The address of one host.</param>
    /// <param name="vlan">The VLAN of the frames for which that holds, by their first tag; 0 for those without.</param>
    /// <exception cref="NetworkException">
    /// The interface is no member (ENOENT), the address not that of one host, or the number that of no VLAN (EINVAL).
    /// </exception>
    public void AddStatic(EthernetIfnet member, MacAddress address, int vlan = 0)
    {
        ArgumentNullException.ThrowIfNull(member);
        using (Netisr.Enter())
        {
            if (!_members.Contains(member))
            {
                throw Refusal("ENOENT", $"does not have member '{member}'.");
            }

            if (address.IsMulticast)
            {
                throw Refusal("EINVAL", $"can't have {address} behind one member: it is not the address of one host.");
            }

            if (vlan is < 0 or > VlanTag.MaxId)
            {
                throw Refusal("EINVAL", $"can't have {address} in VLAN {vlan}: they are numbered from 1 to {VlanTag.MaxId}, and 0 is none.");
            }

            _addresses[(address, vlan)] = new BridgeEntry(member, long.MaxValue);
        }
    }

    /// <summary>Forgets where an address is. (<c>deladdr</c>)</summary>
    /// <param name="address">The address.</param>
    /// <param name="vlan">The VLAN in which it is known; 0 for none.</param>
    /// <exception cref="NetworkException">It is not known there (ENOENT).</exception>
    public void RemoveAddress(MacAddress address, int vlan = 0)
    {
        using (Netisr.Enter())
        {
            if (!_addresses.Remove((address, vlan)))
            {
                throw Refusal("ENOENT", $"does not know the address {address}{(vlan == 0 ? "" : $" in VLAN {vlan}")}.");
            }
        }
    }

    /// <summary>Returns the member behind which an address is.</summary>
    /// <param name="address">The address.</param>
    /// <param name="vlan">The VLAN; 0 for none.</param>
    /// <returns>The member, or <see langword="null"/> if it is not known.</returns>
    public EthernetIfnet? MemberOf(MacAddress address, int vlan = 0)
    {
        using (Netisr.Enter())
        {
            return Lookup(address, vlan);
        }
    }

    /// <summary>Receives a frame that has come in by a port. (FreeBSD: <c>bridge_input</c>.)</summary>
    internal void Forward(EthernetIfnet port, Mbuf frame)
    {
        // A span port only sends; and a bridge that is down joins nothing.
        if (!IsUp || _spans.Contains(port))
        {
            port.Drop(frame, IfDrop.InputBridged);
            return;
        }

        MacAddress destination = EthernetHeader.Destination(frame.Span);
        if (destination == Bpdu.Group)
        {
            Receive(port, frame);
            return;
        }

        if (port.TreePort is { State: SpanningTreeState.Discarding })
        {
            port.Drop(frame, IfDrop.InputBridged);
            return;
        }

        int vlan = VlanOf(frame.Span);
        Learn(EthernetHeader.Source(frame.Span), vlan, port);
        if (IsBlocked(port))
        {
            port.Drop(frame, IfDrop.InputBridged);
        }
        else if (Has(destination) || destination.IsMulticast)
        {
            if (destination.IsMulticast)
            {
                SendToAll(frame, except: port);
            }

            frame.ReceiveInterface = this;
            frame.Fib = Fib;
            Counters.CountIn(frame.Length);
            Demultiplex(frame);
        }
        else if (port.Has(destination))
        {
            port.Demultiplex(frame);
        }
        else if (Lookup(destination, vlan) is { } member)
        {
            SendToOne(frame, member, except: port);
        }
        else
        {
            SendToAll(frame, except: port);
            frame.Free();
        }
    }

    /// <summary>Forgets what was learned by a member; what it was told stays.</summary>
    internal void ForgetLearned(EthernetIfnet port) => DropWhere(static (entry, port) => entry.Member == port && !entry.IsStatic, port);

    /// <summary>Sends what the bridge's own vnet sends over it.</summary>
    internal override void Transmit(Mbuf packet)
    {
        MacAddress destination = EthernetHeader.Destination(packet.Span);
        if (Lookup(destination, VlanOf(packet.Span)) is { } member)
        {
            SendToOne(packet, member, except: null);
            return;
        }

        SendToAll(packet, except: null);
        packet.Free();
    }

    private void SendToOne(Mbuf frame, EthernetIfnet member, EthernetIfnet? except)
    {
        Mirror(frame);
        if (member == except || IsBlocked(member))
        {
            // It has come from where it would go: on that side, who it is for has it already. Or there is no way.
            Counters.Count(IfDrop.InputBridged);
            frame.Free();
            return;
        }

        member.Send(frame);
    }

    private void SendToAll(Mbuf frame, EthernetIfnet? except)
    {
        Mirror(frame);
        foreach (EthernetIfnet member in _members)
        {
            if (member != except && member.IsUp && !IsBlocked(member))
            {
                member.Send(frame.Duplicate());
            }
        }
    }

    private void Mirror(Mbuf frame)
    {
        foreach (EthernetIfnet span in _spans)
        {
            if (span.IsUp)
            {
                span.Send(frame.Duplicate());
            }
        }
    }

    // (FreeBSD: bstp_input.) It ends here whether the port takes part or not.
    private static void Receive(EthernetIfnet port, Mbuf frame)
    {
        if (port.TreePort is { } treePort && Bpdu.TryRead(frame.Span, out Bpdu bpdu))
        {
            frame.Free();
            treePort.Tree.Receive(treePort, bpdu);
        }
        else
        {
            port.Drop(frame, IfDrop.InputBridged);
        }
    }

    private static bool IsBlocked(EthernetIfnet member) => member.TreePort is { State: not SpanningTreeState.Forwarding };

    private static int VlanOf(ReadOnlySpan<byte> frame) =>
        VlanTag.IsTag(EthernetHeader.Type(frame)) && frame.Length >= EthernetHeader.Size + VlanTag.Size ? VlanTag.Id(frame) : 0;

    private void Learn(MacAddress source, int vlan, EthernetIfnet port)
    {
        if (source.IsMulticast)
        {
            return;
        }

        bool isKnown = _addresses.TryGetValue((source, vlan), out BridgeEntry entry);
        if (isKnown && entry.IsStatic)
        {
            return;
        }

        if (!isKnown && _addresses.Count >= MaxAddresses && !DropExpired())
        {
            TableFull++;
            return;
        }

        _addresses[(source, vlan)] = new BridgeEntry(port, Netisr.Now + Lifetime);
    }

    private EthernetIfnet? Lookup(MacAddress address, int vlan) =>
        _addresses.TryGetValue((address, vlan), out BridgeEntry entry) && (entry.IsStatic || entry.Expires > Netisr.Now) ? entry.Member : null;

    private bool DropExpired() => DropWhere(static (entry, now) => entry.Expires <= now, Netisr.Now);

    private void Forget(EthernetIfnet port) => DropWhere(static (entry, port) => entry.Member == port, port);

    private bool DropWhere<T>(Func<BridgeEntry, T, bool> which, T argument)
    {
        bool any = false;
        foreach (((MacAddress Address, int Vlan) key, BridgeEntry entry) in _addresses)
        {
            // Removing does not disturb the enumeration of a dictionary.
            any |= which(entry, argument) && _addresses.Remove(key);
        }

        return any;
    }

    private readonly record struct BridgeEntry(EthernetIfnet Member, long Expires)
    {
        internal bool IsStatic => Expires == long.MaxValue;
    }
}
