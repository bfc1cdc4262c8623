using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Groups (RFC 3678).</content>
public sealed partial class VnetSocket
{
    /// <summary>Joins a group, but hears one source of it; once more for another one. (<c>IP_ADD_SOURCE_MEMBERSHIP</c>)</summary>
    /// <param name="group">The group.</param>
    /// <param name="source">The source.</param>
    /// <param name="interfaceIndex">The interface; 0 for that which a route leads to.</param>
    /// <exception cref="SocketException">
    /// There is no interface to join it on, or that source was joined (EADDRNOTAVAIL); all sources were (EINVAL); it would be too many (ENOBUFS).
    /// </exception>
    public void AddSourceMembership(IPAddress group, IPAddress source, int interfaceIndex = 0) =>
        Change(group, source, interfaceIndex, static (all, at, group, source) => all.JoinSource(at, group, source));

    /// <summary>Does not hear that source any more, and leaves the group with the last one. (<c>IP_DROP_SOURCE_MEMBERSHIP</c>)</summary>
    /// <inheritdoc cref="AddSourceMembership"/>
    /// <exception cref="SocketException">The source was not joined (EADDRNOTAVAIL), but all were (EINVAL).</exception>
    public void DropSourceMembership(IPAddress group, IPAddress source, int interfaceIndex = 0) =>
        Change(group, source, interfaceIndex, static (all, at, group, source) => all.LeaveSource(at, group, source));

    /// <summary>Does not hear one source of a group that was joined. (<c>IP_BLOCK_SOURCE</c>)</summary>
    /// <inheritdoc cref="AddSourceMembership"/>
    /// <exception cref="SocketException">The group was not joined, or that source is blocked (EADDRNOTAVAIL); it was joined by its sources (EINVAL).</exception>
    public void BlockSource(IPAddress group, IPAddress source, int interfaceIndex = 0) =>
        Change(group, source, interfaceIndex, static (all, at, group, source) => all.Block(at, group, source));

    /// <summary>Hears it again. (<c>IP_UNBLOCK_SOURCE</c>)</summary>
    /// <inheritdoc cref="AddSourceMembership"/>
    /// <exception cref="SocketException">The source is not blocked (EADDRNOTAVAIL).</exception>
    public void UnblockSource(IPAddress group, IPAddress source, int interfaceIndex = 0) =>
        Change(group, source, interfaceIndex, static (all, at, group, source) => all.Unblock(at, group, source));

    private void ChangeMembership(SocketOptionName name, object value)
    {
        (IPAddress group, IPAddress? local, int index) = value switch
        {
            MulticastOption option => (option.Group, option.LocalAddress, option.InterfaceIndex),
            IPv6MulticastOption option => (option.Group, null, checked((int)option.InterfaceIndex)),
            _ => throw new SocketException((int)SocketError.ProtocolOption),
        };
        bool isJoining = name == SocketOptionName.AddMembership;
        InAddress number = ReadGroup(group);
        using (Enter())
        using (CURVNET_SET(_pcb.Vnet))
        {
            SocketMemberships all = Datagrams.Memberships ??= new SocketMemberships();

            // Who leaves need not say where.
            Ifnet at = (isJoining || index != 0 || !IsUnknown(local) ? null : all.FindInterface(number)) ?? ChooseInterface(number, local, index);
            number = number.WithZone(at.Index);
            Check(isJoining ? all.Join(at, number) : all.Leave(at, number));
        }
    }

    private void Change(IPAddress group, IPAddress source, int index, Func<SocketMemberships, Ifnet, InAddress, InAddress, SocketError> how)
    {
        ArgumentNullException.ThrowIfNull(source);
        InAddress number = ReadGroup(group);
        InAddress from = InAddress.From(source);
        if (from.IsIpv4 != number.IsIpv4 || from.IsMulticast || from.IsAny)
        {
            throw new ArgumentException($"{source} is no source of the group {group}. (EINVAL)", nameof(source));
        }

        using (Enter())
        using (CURVNET_SET(_pcb.Vnet))
        {
            SocketMemberships all = Datagrams.Memberships ??= new SocketMemberships();
            Ifnet at = ChooseInterface(number, local: null, index);
            Check(how(all, at, number.WithZone(at.Index), from.WithZone(at.Index)));
        }
    }

    private InAddress ReadGroup(IPAddress group)
    {
        InAddress number = InAddress.From(group);
        if (!number.IsMulticast)
        {
            throw new ArgumentException($"{group} is no group. (EINVAL)", nameof(group));
        }

        return _pcb.Speaks(number) ? number : throw new SocketException((int)SocketError.AddressFamilyNotSupported);
    }

    // By its index, by an address that it has, by its zone, or by a route. (FreeBSD: inp_lookup_mcast_ifp.)
    private Ifnet ChooseInterface(InAddress group, IPAddress? local, int index)
    {
        index = index != 0 ? index : group.Zone;
        Ifnet? chosen = index != 0 ? Ifnet.ByIndex(index)
            : IsUnknown(local) ? Routing.Lookup(group, 0, _pcb.Fib)?.Interface
            : Ip.V_in_ifaddrhash.GetValueOrDefault(Ipv4.FromAddress(local!))?.Interface;
        return chosen ?? throw new SocketException((int)SocketError.AddressNotAvailable);
    }

    private static bool IsUnknown(IPAddress? address) => address is null || address.Equals(IPAddress.Any);

    // As a Socket takes it: of IPv4 in network order, and an index in the form 0.x.x.x.
    private void SetMulticastInterface(int value, bool isIpv4)
    {
        using (Enter())
        using (CURVNET_SET(_pcb.Vnet))
        {
            uint number = isIpv4 ? (uint)IPAddress.NetworkToHostOrder(value) : (uint)value;
            bool isAddress = isIpv4 && number >> 24 != 0;
            Ifnet? chosen = isAddress ? Ip.V_in_ifaddrhash.GetValueOrDefault(number)?.Interface : Ifnet.ByIndex((int)number);
            if (chosen is null && number != 0)
            {
                throw new SocketException((int)SocketError.AddressNotAvailable);
            }

            Datagrams.SetMulticastInterface(chosen);
        }
    }

    private int GetMulticastInterface(bool isIpv4) =>
        isIpv4 ? IPAddress.HostToNetworkOrder(Datagrams.MulticastInterfaceIndex) : Datagrams.MulticastInterfaceIndex;

    private void SetMulticastTimeToLive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, byte.MaxValue);
        Datagrams.MulticastTimeToLive = (byte)value;
    }
}
