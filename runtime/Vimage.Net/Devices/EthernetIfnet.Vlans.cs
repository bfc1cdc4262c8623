namespace Vimage.Net;

/// <content>Tagged frames (IEEE 802.1Q).</content>
public abstract partial class EthernetIfnet
{
    // Only of those few interfaces that have any. (FreeBSD: if_vlantrunk.)
    private Dictionary<(ushort Type, int Tag), Vlan>? _vlans;
    private int? _priorityCodePoint;

    /// <summary>
    /// Gets or sets the priority code point of what the interface sends, unless a socket says otherwise: 0 to 7, the highest 7. Where it
    /// is set, frames have a tag with that priority and VLAN 0; <see langword="null"/> for frames without. (<c>ifconfig X pcp N</c>,
    /// <c>-pcp</c>; of a VLAN <c>vlanpcp</c>.)
    /// </summary>
    /// <exception cref="NetworkException">It is none of these numbers (EINVAL).</exception>
    /// <seealso cref="VnetSocket.PriorityCodePoint"/>
    public int? PriorityCodePoint
    {
        get => _priorityCodePoint;
        set
        {
            using (Netisr.Enter())
            {
                ThrowUnlessPriority(this, value ?? 0);
                _priorityCodePoint = value;
            }
        }
    }

    /// <summary>Gets the bytes of a tag by which a frame may be longer than the MTU says. (FreeBSD: <c>IFCAP_VLAN_MTU</c>.)</summary>
    internal virtual int LongestTag => VlanTag.Size;

    internal void Add(Vlan vlan) => (_vlans ??= []).Add((VlanTag.TypeOf(vlan.Protocol), vlan.Tag), vlan);

    internal void Remove(Vlan vlan) => _vlans?.Remove((VlanTag.TypeOf(vlan.Protocol), vlan.Tag));

    internal Vlan? VlanOf(ushort type, int tag) => _vlans?.GetValueOrDefault((type, tag));

    private protected static void ThrowUnlessPriority(EthernetIfnet @interface, int priority)
    {
        if (priority is < 0 or > VlanTag.MaxPriority)
        {
            throw @interface.Refusal("EINVAL", $"can't send with priority {priority}: they are numbered from 0 to {VlanTag.MaxPriority}.");
        }
    }

    // Before the address is looked at: a VLAN may have an address of its own, and a bridge on it wants all. (FreeBSD: vlan_input.)
    private void DemultiplexTagged(Mbuf frame, ushort type)
    {
        if (frame.Length < EthernetHeader.Size + VlanTag.Size)
        {
            Drop(frame, IfDrop.InputMalformed);
            return;
        }

        int tag = VlanTag.Id(frame.Span);
        if (tag != VlanTag.PriorityOnly)
        {
            if (VlanOf(type, tag) is { } vlan)
            {
                VlanTag.Strip(frame);
                Netisr.Schedule(vlan, frame);
                return;
            }

            Drop(frame, IfDrop.InputUnknownProtocol);
            return;
        }

        // It belongs to no VLAN, and its priority has been served. One such tag; those who nest them mean no good.
        VlanTag.Strip(frame);
        DemultiplexUntagged(frame);
    }

    private void DropVlans()
    {
        TellVlans(static vlan => vlan.OnParentGone());
        _vlans = null;
    }

    private void TellVlans(Action<Vlan> tell)
    {
        if (_vlans is not null)
        {
            foreach (Vlan vlan in _vlans.Values)
            {
                tell(vlan);
            }
        }
    }
}
