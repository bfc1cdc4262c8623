namespace Vimage.Net;

/// <content>Learning, and where a frame goes.</content>
public sealed partial class Bridge
{
    /// <summary>(FreeBSD: <c>BRIDGE_RTABLE_MAX</c> and <c>BRIDGE_RTABLE_TIMEOUT</c>.)</summary>
    private const int MaxAddresses = 2000;
    private const long Lifetime = 1200L * 1_000_000_000;

    private readonly Dictionary<MacAddress, BridgeEntry> _addresses = [];

    /// <summary>Gets how many addresses were not learned because the table was full.</summary>
    public long TableFull { get; private set; }

    /// <summary>Says where an address is; it is not learned to be elsewhere. (<c>ifconfig bridge0 static X mac</c>)</summary>
    /// <param name="member">The member behind which it is.</param>
    /// <param name="address">The address of one host.</param>
    /// <exception cref="NetworkException">The interface is no member (ENOENT), or the address not that of one host (EINVAL).</exception>
    public void AddStatic(EthernetIfnet member, MacAddress address)
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

            _addresses[address] = new BridgeEntry(member, long.MaxValue);
        }
    }

    /// <summary>Forgets where an address is. (<c>deladdr</c>)</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="NetworkException">It is not known (ENOENT).</exception>
    public void RemoveAddress(MacAddress address)
    {
        using (Netisr.Enter())
        {
            if (!_addresses.Remove(address))
            {
                throw Refusal("ENOENT", $"does not know the address {address}.");
            }
        }
    }

    /// <summary>Returns the member behind which an address is.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The member, or <see langword="null"/> if it is not known.</returns>
    public EthernetIfnet? MemberOf(MacAddress address)
    {
        using (Netisr.Enter())
        {
            return Lookup(address);
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
        Learn(EthernetHeader.Source(frame.Span), port);
        if (destination == port.LinkAddress)
        {
            port.Demultiplex(frame);
        }
        else if (destination == LinkAddress || destination.IsMulticast)
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
        else if (Lookup(destination) is { } member)
        {
            SendToOne(frame, member, except: port);
        }
        else
        {
            SendToAll(frame, except: port);
            frame.Free();
        }
    }

    /// <summary>Sends what the bridge's own vnet sends over it.</summary>
    internal override void Transmit(Mbuf packet)
    {
        MacAddress destination = EthernetHeader.Destination(packet.Span);
        if (Lookup(destination) is { } member)
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
        if (member == except)
        {
            // It has come from where it would go: on that side, who it is for has it already.
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
            if (member != except && member.IsUp)
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

    private void Learn(MacAddress source, EthernetIfnet port)
    {
        if (source.IsMulticast)
        {
            return;
        }

        bool isKnown = _addresses.TryGetValue(source, out BridgeEntry entry);
        if (isKnown && entry.IsStatic)
        {
            return;
        }

        if (!isKnown && _addresses.Count >= MaxAddresses && !DropExpired())
        {
            TableFull++;
            return;
        }

        _addresses[source] = new BridgeEntry(port, Netisr.Now + Lifetime);
    }

    private EthernetIfnet? Lookup(MacAddress address) =>
        _addresses.TryGetValue(address, out BridgeEntry entry) && (entry.IsStatic || entry.Expires > Netisr.Now) ? entry.Member : null;

    private bool DropExpired() => DropWhere(static (entry, now) => entry.Expires <= now, Netisr.Now);

    private void Forget(EthernetIfnet port) => DropWhere(static (entry, port) => entry.Member == port, port);

    private bool DropWhere<T>(Func<BridgeEntry, T, bool> which, T argument)
    {
        bool any = false;
        foreach ((MacAddress address, BridgeEntry entry) in _addresses)
        {
            // Removing does not disturb the enumeration of a dictionary.
            any |= which(entry, argument) && _addresses.Remove(address);
        }

        return any;
    }

    private readonly record struct BridgeEntry(EthernetIfnet Member, long Expires)
    {
        internal bool IsStatic => Expires == long.MaxValue;
    }
}
