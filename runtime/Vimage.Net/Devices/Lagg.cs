namespace Vimage.Net;

/// <summary>
/// Several links to one place as one: when one of them fails the others go on, and where it says so all are used at once. (FreeBSD:
/// <c>if_lagg</c>.)
/// </summary>
/// <remarks>
/// It has the link-layer address of its first port, and its ports have its own as long as they are in it. They are switched on and off
/// with it. A link that loses everything while both its ends are up is not found out: that takes LACP, which is not there.
/// </remarks>
[VnetModule("lagg", DependsOn = ["net"])]
public sealed partial class Lagg : EthernetIfnet
{
    private const string DriverName = "lagg";
    private const byte Role = 0x02;
    private const int MaxPorts = 32;

    /// <summary>Receive by the ports in reserve too.</summary>
    [Virtualized(Name = "net.link.lagg.failover_rx_all")] private static bool lagg_failover_rx_all;

    private readonly MacAddress _ownAddress;
    private readonly List<Port> _ports = [];

    private Lagg(LaggProtocol protocol, MacAddress address)
        : base(DriverName)
    {
        Protocol = protocol;
        _ownAddress = address;
        LinkAddress = address;
    }

    /// <summary>Gets by which of its ports it sends.</summary>
    public LaggProtocol Protocol { get; }

    /// <summary>Gets the interfaces that it sends by: a snapshot.</summary>
    public IReadOnlyList<EthernetIfnet> Ports
    {
        get
        {
            using (Netisr.Enter())
            {
                return _ports.ConvertAll(static each => each.Interface);
            }
        }
    }

    /// <summary>Gets the first port that has a link; <see langword="null"/> where none has.</summary>
    public EthernetIfnet? ActivePort
    {
        get
        {
            using (Netisr.Enter())
            {
                return FirstWithLink(0);
            }
        }
    }

    /// <summary>Makes an aggregation in the current vnet. (<c>ifconfig lagg create laggproto P</c>)</summary>
    /// <param name="protocol">By which of its ports it sends.</param>
    /// <returns>The interface: <c>lagg0</c>, or with the next number that is free. It is down.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such protocol. (EPROTONOSUPPORT)</exception>
    /// <exception cref="VnetQuotaException">The vnet has as many interfaces as it may.</exception>
    public static Lagg Create(LaggProtocol protocol = LaggProtocol.Failover)
    {
        if (protocol is < LaggProtocol.Failover or > LaggProtocol.LoadBalance)
        {
            throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "An aggregation has no such protocol. (EPROTONOSUPPORT)");
        }

        Netisr netisr = Netisr.Current;
        using (netisr.Enter())
        {
            Lagg lagg = new(protocol, MacAllocator.Of(netisr.MacAddresses.NextHash(), Role));
            lagg.Attach(UnitName(DriverName, FreeUnit(DriverName, "")));
            return lagg;
        }
    }

    /// <summary>
    /// Adds a port. The first one brings its MTU and link-layer address; the others get those, and have their own again when they leave.
    /// (<c>ifconfig lagg0 laggport X</c>)
    /// </summary>
    /// <param name="port">An interface of the vnet that is no bridge, VLAN or aggregation.</param>
    /// <exception cref="NetworkException">
    /// It is in another vnet (EINVAL), of a kind that can't be a port (EPROTONOSUPPORT), a port of another one or of a bridge (EBUSY), a
    /// port of this one already (EEXIST); there are 32 (ENOSPC).
    /// </exception>
    public void AddPort(EthernetIfnet port)
    {
        using (Netisr.Enter())
        {
            ThrowUnlessJoinable(port);
            using (CURVNET_SET(Vnet))
            {
                _ports.Add(new Port(port, port.LinkAddress, port.Mtu));
                if (_ports.Count == 1)
                {
                    base.SetMtu(port.Mtu);
                }

                port.Mtu = Mtu;
                port.Lagg = this;
                ChangeLinkAddress(_ports.Count == 1 && LinkAddress == _ownAddress ? port.LinkAddress : LinkAddress);
                Follow(port);
                OnLinkChanged();
            }
        }
    }

    /// <summary>Removes a port. (<c>-laggport X</c>)</summary>
    /// <param name="port">The port.</param>
    /// <exception cref="NetworkException">It is none of its ports (ENOENT).</exception>
    public void RemovePort(EthernetIfnet port)
    {
        ArgumentNullException.ThrowIfNull(port);
        using (Netisr.Enter())
        {
            if (port.Lagg != this)
            {
                throw Refusal("ENOENT", $"does not have port '{port}'.");
            }

            using (CURVNET_SET(Vnet))
            {
                Drop(port);
            }
        }
    }

    /// <summary>Lets a port go. The vnet is current.</summary>
    internal void Drop(EthernetIfnet port)
    {
        int place = _ports.FindIndex(each => each.Interface == port);
        Port left = _ports[place];
        _ports.RemoveAt(place);
        port.Lagg = null;
        port.Mtu = left.Mtu;
        port.ChangeLinkAddress(left.Address);
        if (LinkAddress == left.Address)
        {
            // It was that port's. Two of one address on a link would be too many.
            ChangeLinkAddress(_ports.Count > 0 ? _ports[0].Address : _ownAddress);
        }

        OnLinkChanged();
    }

    private protected override void OnLinkAddressChanged()
    {
        base.OnLinkAddressChanged();
        foreach (Port port in _ports)
        {
            port.Interface.ChangeLinkAddress(LinkAddress);
        }
    }

    private protected override void OnUpChanged()
    {
        base.OnUpChanged();
        foreach (Port port in _ports)
        {
            Follow(port.Interface);
        }
    }

    private protected override void SetMtu(int mtu)
    {
        base.SetMtu(mtu);
        foreach (Port port in _ports)
        {
            port.Interface.Mtu = mtu;
        }
    }

    private protected override void Detach()
    {
        while (_ports.Count > 0)
        {
            Drop(_ports[^1].Interface);
        }

        base.Detach();
    }

    private void Follow(EthernetIfnet port)
    {
        if (IsUp)
        {
            port.Up();
        }
        else
        {
            port.Down();
        }
    }

    private void ThrowUnlessJoinable(EthernetIfnet port)
    {
        ArgumentNullException.ThrowIfNull(port);
        ThrowIfDestroyed();
        ObjectDisposedException.ThrowIf(port.IsDestroyed, port);
        if (!ReferenceEquals(port.Vnet, Vnet))
        {
            throw Refusal("EINVAL", $"can't have port '{port}', which is in another vnet.");
        }

        if (port is Net.Bridge or Net.Lagg or Vlan)
        {
            throw Refusal("EPROTONOSUPPORT", $"can't have port '{port}': bridges, VLANs and aggregations are none.");
        }

        if (port.Bridge is { } bridge)
        {
            throw Refusal("EBUSY", $"can't have port '{port}', which is a port of '{bridge}'.");
        }

        if (port.Lagg is { } other)
        {
            throw Refusal(other == this ? "EEXIST" : "EBUSY", $"can't have port '{port}', which is a port of '{other}'.");
        }

        if (_ports.Count == MaxPorts)
        {
            throw Refusal("ENOSPC", $"can't have more than {MaxPorts} ports.");
        }
    }

    // With what it had before.
    private readonly record struct Port(EthernetIfnet Interface, MacAddress Address, int Mtu);
}
