namespace Vimage.Net;

/// <content>Groups of both families.</content>
public abstract partial class Ifnet
{
    private IgmpLink? _igmp;
    private MldLink? _mld;

    /// <summary>Gets what there is to say of IPv4 groups.</summary>
    internal IgmpLink Igmp => _igmp ??= new IgmpLink(this);

    /// <summary>Gets what there is to say of IPv6 groups.</summary>
    internal MldLink Mld => _mld ??= new MldLink(this);

    /// <summary>Returns whether packets for a group are received.</summary>
    internal bool IsMember(InAddress group)
    {
        const uint AllHosts = 0xE0000001;
        return group.IsIpv4
            ? group.Ipv4 == AllHosts || (_igmp is not null && _igmp.Contains(group))
            : group.WithoutZone() == InAddress.AllNodes
                || (group.WithoutZone() == InAddress.AllRouters && Ip6.IsForwarding)
                || (_mld is not null && _mld.Contains(group));
    }

    /// <summary>Returns what there is to say of the groups of an address's family.</summary>
    internal MulticastLink LinkOf(InAddress group) => group.IsIpv4 ? Igmp : Mld;

    /// <summary>Lets the stack itself join a group once more; routers are told after a random time (RFC 4862, 5.4.2).</summary>
    internal void Join(InAddress group) =>
        LinkOf(group).TryAdd(new Membership(owner: null, LinkOf(group), group, new SourceFilter(isExclude: true)), isPrompt: false);

    /// <summary>Undoes one <see cref="Join"/>.</summary>
    internal void Leave(InAddress group) => LinkOf(group).RemoveOwn(group);

    private void StartGroups()
    {
        _igmp?.Restart();
        _mld?.Restart();
    }

    private void StopGroups()
    {
        _igmp?.Stop();
        _mld?.Stop();
    }

    private void PurgeGroups()
    {
        _igmp?.Clear();
        _mld?.Clear();
    }
}
