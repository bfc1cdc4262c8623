namespace Vimage.Net;

/// <summary>That one socket, or the stack itself, is in a group on an interface. (FreeBSD: <c>struct in_mfilter</c>.)</summary>
/// <param name="owner">The socket's memberships; <see langword="null"/> for the stack.</param>
/// <param name="link">The link that the group is heard on.</param>
/// <param name="group">The group, with its zone.</param>
/// <param name="filter">From whom it is heard.</param>
internal sealed class Membership(SocketMemberships? owner, MulticastLink link, InAddress group, SourceFilter filter)
{
    internal SocketMemberships? Owner { get; } = owner;

    internal MulticastLink Link { get; } = link;

    internal InAddress Group { get; } = group;

    internal SourceFilter Filter { get; } = filter;
}
