using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>The groups that one socket is in (RFC 3678). (FreeBSD: <c>struct ip_moptions</c>.)</summary>
internal sealed class SocketMemberships
{
    private readonly Dictionary<(Ifnet Interface, InAddress Group), Membership> _byGroup = [];

    /// <summary>Gets how many they are, each counted once for each interface.</summary>
    internal int Count => _byGroup.Count;

    /// <summary>Returns whether the socket hears a source in a group by an interface.</summary>
    internal bool Wants(Ifnet @interface, InAddress group, InAddress source) =>
        _byGroup.TryGetValue((@interface, group), out Membership? member) && member.Filter.Wants(source);

    /// <summary>Finds an interface by which the socket is in the group.</summary>
    internal Ifnet? FindInterface(InAddress group)
    {
        foreach ((Ifnet @interface, InAddress joined) in _byGroup.Keys)
        {
            if (joined == group.WithZone(@interface.Index))
            {
                return @interface;
            }
        }

        return null;
    }

    /// <summary>Joins a group from whomever. (<c>IP_ADD_MEMBERSHIP</c>, <c>MCAST_JOIN_GROUP</c>)</summary>
    internal SocketError Join(Ifnet @interface, InAddress group)
    {
        if (_byGroup.TryGetValue((@interface, group), out Membership? member))
        {
            return member.Filter.IsExclude ? SocketError.AddressAlreadyInUse : SocketError.InvalidArgument;
        }

        return Add(@interface, group, new SourceFilter(isExclude: true));
    }

    /// <summary>Joins a group from one more source. (<c>IP_ADD_SOURCE_MEMBERSHIP</c>)</summary>
    internal SocketError JoinSource(Ifnet @interface, InAddress group, InAddress source)
    {
        if (!_byGroup.TryGetValue((@interface, group), out Membership? member))
        {
            SourceFilter filter = new(isExclude: false);
            filter.Sources.Add(source);
            return Add(@interface, group, filter);
        }

        return member.Filter.IsExclude ? SocketError.InvalidArgument : AddSource(member, source);
    }

    /// <summary>Leaves a group, whatever the sources. (<c>IP_DROP_MEMBERSHIP</c>)</summary>
    internal SocketError Leave(Ifnet @interface, InAddress group)
    {
        if (!_byGroup.Remove((@interface, group), out Membership? member))
        {
            return SocketError.AddressNotAvailable;
        }

        member.Link.Remove(member);
        return SocketError.Success;
    }

    /// <summary>Does not want one of the sources any more, and leaves with the last. (<c>IP_DROP_SOURCE_MEMBERSHIP</c>)</summary>
    internal SocketError LeaveSource(Ifnet @interface, InAddress group, InAddress source)
    {
        SocketError error = Find(@interface, group, isExclude: false, out Membership? member);
        if (error != SocketError.Success)
        {
            return error;
        }

        if (!member!.Filter.Sources.Contains(source))
        {
            return SocketError.AddressNotAvailable;
        }

        return member.Filter.Sources.Count == 1 ? Leave(@interface, group) : RemoveSource(member, source);
    }

    /// <summary>Does not want one source of a group. (<c>IP_BLOCK_SOURCE</c>)</summary>
    internal SocketError Block(Ifnet @interface, InAddress group, InAddress source)
    {
        SocketError error = Find(@interface, group, isExclude: true, out Membership? member);
        return error == SocketError.Success ? AddSource(member!, source) : error;
    }

    /// <summary>Wants it again. (<c>IP_UNBLOCK_SOURCE</c>)</summary>
    internal SocketError Unblock(Ifnet @interface, InAddress group, InAddress source)
    {
        SocketError error = Find(@interface, group, isExclude: true, out Membership? member);
        return error == SocketError.Success ? RemoveSource(member!, source) : error;
    }

    /// <summary>Leaves all: the socket is closed.</summary>
    internal void LeaveAll()
    {
        foreach ((Ifnet Interface, InAddress Group) key in _byGroup.Keys)
        {
            // Removing does not disturb the enumeration of a dictionary.
            Leave(key.Interface, key.Group);
        }
    }

    /// <summary>Takes out one that has ended with its interface.</summary>
    internal void Forget(Membership member) => _byGroup.Remove((member.Link.Interface, member.Group));

    private SocketError Add(Ifnet @interface, InAddress group, SourceFilter filter)
    {
        if ((@interface.Flags & IfFlags.Multicast) == 0)
        {
            return SocketError.AddressNotAvailable;
        }

        Membership added = new(this, @interface.LinkOf(group), group, filter);
        if (_byGroup.Count >= Multicast.MaxGroupsOfSocket || !added.Link.TryAdd(added))
        {
            return SocketError.NoBufferSpaceAvailable;
        }

        _byGroup.Add((@interface, group), added);
        return SocketError.Success;
    }

    private SocketError Find(Ifnet @interface, InAddress group, bool isExclude, out Membership? member) =>
        !_byGroup.TryGetValue((@interface, group), out member) ? SocketError.AddressNotAvailable
            : member.Filter.IsExclude != isExclude ? SocketError.InvalidArgument
            : SocketError.Success;

    private static SocketError AddSource(Membership member, InAddress source)
    {
        HashSet<InAddress> sources = member.Filter.Sources;
        if (sources.Contains(source))
        {
            return SocketError.AddressNotAvailable;
        }

        if (sources.Count >= Multicast.MaxSourcesOfSocket)
        {
            return SocketError.NoBufferSpaceAvailable;
        }

        sources.Add(source);
        if (member.Link.TryApply(member.Group))
        {
            return SocketError.Success;
        }

        sources.Remove(source);
        return SocketError.NoBufferSpaceAvailable;
    }

    private static SocketError RemoveSource(Membership member, InAddress source)
    {
        HashSet<InAddress> sources = member.Filter.Sources;
        if (!sources.Remove(source))
        {
            return SocketError.AddressNotAvailable;
        }

        if (member.Link.TryApply(member.Group))
        {
            return SocketError.Success;
        }

        sources.Add(source);
        return SocketError.NoBufferSpaceAvailable;
    }
}
