namespace Vimage.Net;

/// <summary>
/// Joins interfaces of one vnet into one link, and is itself an interface on it. It learns where each address is, and sends
/// to the others what it does not know. (FreeBSD: <c>if_bridge</c>.)
/// </summary>
[VnetModule("bridge", DependsOn = ["net"])]
public sealed partial class Bridge : EthernetIfnet
{
    private const string DriverName = "bridge";
    private const byte Role = 0x00;

    /// <summary>A bridge takes over the link-layer address of its first member.</summary>
    [Virtualized(Name = "net.link.bridge.inherit_mac")] private static bool bridge_inherit_mac;

    private readonly List<EthernetIfnet> _members = [];
    private readonly List<EthernetIfnet> _spans = [];

    private readonly MacAddress _ownAddress;

    // Whose address it has, if not its own.
    private EthernetIfnet? _inheritedFrom;

    private Bridge(MacAddress address)
        : base(DriverName)
    {
        _ownAddress = address;
        LinkAddress = address;
        SpanningTree = new SpanningTree(this);
    }

    /// <summary>Gets the part of the bridge in a spanning tree, in which members take part that were told to.</summary>
    public SpanningTree SpanningTree { get; }

    /// <summary>Gets the interfaces that it joins: a snapshot.</summary>
    public IReadOnlyList<EthernetIfnet> Members
    {
        get
        {
            using (Netisr.Enter())
            {
                return [.. _members];
            }
        }
    }

    /// <summary>Makes a bridge in the current vnet.</summary>
    /// <returns>The bridge: <c>bridge0</c>, or with the next number that is free.</returns>
    public static Bridge Create()
    {
        Netisr netisr = Netisr.Current;
        using (netisr.Enter())
        {
            Bridge bridge = new(MacAllocator.Of(netisr.MacAddresses.NextHash(), Role));
            bridge.Attach(UnitName(DriverName, FreeUnit(DriverName, "")));
            return bridge;
        }
    }

    /// <summary>Adds a member. (<c>ifconfig bridge0 addm X</c>)</summary>
    /// <param name="member">An interface of the bridge's vnet, with the MTU of the members.</param>
    /// <exception cref="NetworkException">
    /// It is in another vnet (EINVAL), a port of a bridge or an aggregation already (EBUSY), a bridge (EINVAL), of another MTU (EINVAL), or sends
    /// through this bridge itself (ELOOP).
    /// </exception>
    public void AddMember(EthernetIfnet member)
    {
        using (Netisr.Enter())
        {
            ThrowUnlessJoinable(member);
            if (_members.Count == 0)
            {
                base.SetMtu(member.Mtu);
            }
            else if (member.Mtu != Mtu)
            {
                throw Refusal("EINVAL", $"can't have member '{member}' with an MTU of {member.Mtu}; those of its members are {Mtu}.");
            }

            using (CURVNET_SET(Vnet))
            {
                _members.Add(member);
                member.Bridge = this;
                Inherit();
            }
        }
    }

    /// <summary>Removes a member, and forgets what was learned by it. (<c>deletem</c>)</summary>
    /// <param name="member">The member.</param>
    /// <exception cref="NetworkException">It is none (ENOENT).</exception>
    public void RemoveMember(EthernetIfnet member)
    {
        ArgumentNullException.ThrowIfNull(member);
        using (Netisr.Enter())
        {
            if (!_members.Contains(member))
            {
                throw Refusal("ENOENT", $"does not have member '{member}'.");
            }

            using (CURVNET_SET(Vnet))
            {
                Drop(member);
            }
        }
    }

    /// <summary>Adds an interface that gets a copy of each frame and takes no other part. (<c>span</c>)</summary>
    /// <param name="span">An interface of the bridge's vnet that is no member of a bridge.</param>
    /// <exception cref="NetworkException">As for <see cref="AddMember"/>, but for the MTU.</exception>
    public void AddSpan(EthernetIfnet span)
    {
        using (Netisr.Enter())
        {
            ThrowUnlessJoinable(span);
            _spans.Add(span);
            span.Bridge = this;
        }
    }

    /// <summary>Removes an interface that <see cref="AddSpan"/> has added. (<c>unspan</c>)</summary>
    /// <param name="span">The interface.</param>
    /// <exception cref="NetworkException">It is none (ENOENT).</exception>
    public void RemoveSpan(EthernetIfnet span)
    {
        ArgumentNullException.ThrowIfNull(span);
        using (Netisr.Enter())
        {
            if (!_spans.Contains(span))
            {
                throw Refusal("ENOENT", $"does not have span port '{span}'.");
            }

            using (CURVNET_SET(Vnet))
            {
                Drop(span);
            }
        }
    }

    internal override bool SendsThrough(EthernetIfnet other) =>
        base.SendsThrough(other) || _members.Exists(each => each.SendsThrough(other)) || _spans.Exists(each => each.SendsThrough(other));

    internal bool HasMember(EthernetIfnet member) => _members.Contains(member);

    /// <summary>Lets a port go. The vnet is current.</summary>
    internal void Drop(EthernetIfnet port)
    {
        _members.Remove(port);
        _spans.Remove(port);
        port.Bridge = null;
        Forget(port);
        if (port.TreePort is { } treePort)
        {
            SpanningTree.Remove(treePort);
        }

        if (port == _inheritedFrom)
        {
            _inheritedFrom = null;
            ChangeLinkAddress(_ownAddress);
            Inherit();
        }
    }

    // Who has given it an address keeps the one that was given.
    private void Inherit()
    {
        if (V_bridge_inherit_mac && _members.Count > 0 && LinkAddress == _ownAddress)
        {
            _inheritedFrom = _members[0];
            ChangeLinkAddress(_inheritedFrom.LinkAddress);
        }
    }

    private protected override void OnUpChanged()
    {
        base.OnUpChanged();
        SpanningTree.Update();
    }

    private protected override void OnLinkAddressChanged()
    {
        base.OnLinkAddressChanged();
        SpanningTree.Update();
    }

    private protected override void SetMtu(int mtu)
    {
        // One frame has to fit through all of them.
        foreach (EthernetIfnet member in _members)
        {
            member.Mtu = mtu;
        }

        base.SetMtu(mtu);
    }

    private protected override void Detach()
    {
        foreach (EthernetIfnet port in (EthernetIfnet[])[.. _members, .. _spans])
        {
            Drop(port);
        }

        _addresses.Clear();
        base.Detach();
    }

    private void ThrowUnlessJoinable(EthernetIfnet port)
    {
        ArgumentNullException.ThrowIfNull(port);
        ThrowIfDestroyed();
        ObjectDisposedException.ThrowIf(port.IsDestroyed, port);
        if (!ReferenceEquals(port.Vnet, Vnet) || port is Bridge)
        {
            throw Refusal("EINVAL", $"can't join '{port}': its ports are interfaces of its own vnet, and no bridges.");
        }

        if (port.SendsThrough(this))
        {
            throw Refusal("ELOOP", $"can't join '{port}', which sends through it.");
        }

        if (((EthernetIfnet?)port.Bridge ?? port.Lagg) is { } other)
        {
            throw Refusal("EBUSY", $"can't join '{port}', which is a port of '{other}'.");
        }
    }
}
