using System.Net;

namespace Vimage.Net;

/// <summary>The hosts that a rule is about, as they are compared.</summary>
internal sealed class PfHostMatch
{
    private const int MappedBits = 96;

    private readonly (InAddress Network, UInt128 Mask)[]? _networks;
    private readonly string? _interface;
    private readonly PfInterfaceAddresses _addresses;
    private readonly bool _isNegated;

    internal PfHostMatch(PfHost host, PfRuleset set)
    {
        _isNegated = host.IsNegated;
        (_interface, _addresses) = (host.Interface, host.Addresses);
        if (host.Network is { } network)
        {
            _networks = [Compile(network)];
        }
        else if (host.Table is { } table)
        {
            IReadOnlyList<IPNetwork> listed = set.Tables.TryGetValue(table, out IReadOnlyList<IPNetwork>? found)
                ? found
                : throw new NetworkException("ESRCH", Vnet.Current, table, $"A rule names the table <{table}>, which the rules do not have.");
            _networks = [.. listed.Select(Compile)];
        }
    }

    internal bool IsAny => _networks is null && _interface is null && !_isNegated;

    internal bool Matches(InAddress address)
    {
        if (_networks is not null)
        {
            return IsListed(address) != _isNegated;
        }

        return (_interface is null || IsOfInterface(address)) != _isNegated;
    }

    /// <summary>Returns the address to translate to, of the family of another one; none if there is none of it.</summary>
    internal InAddress? AddressLike(InAddress other)
    {
        if (_networks is not null)
        {
            return _networks[0].Network.IsIpv4 == other.IsIpv4 ? _networks[0].Network : null;
        }

        foreach (Ifnet each in Ifnet.Local)
        {
            if (IsMeant(each) && FirstOf(each, other.IsIpv4) is { } address)
            {
                return address;
            }
        }

        return null;
    }

    private static (InAddress Network, UInt128 Mask) Compile(IPNetwork network)
    {
        InAddress address = InAddress.From(network.BaseAddress);
        return (address, InAddress.MaskOf(network.PrefixLength + (address.IsIpv4 ? MappedBits : 0)));
    }

    private static InAddress? FirstOf(Ifnet @interface, bool isIpv4)
    {
        if (isIpv4)
        {
            return @interface.InAddresses.Count > 0 ? @interface.InAddresses[0].Address : null;
        }

        return @interface.Inet6?.Addresses.Find(static each => !each.Address.IsLinkLocal)?.Address;
    }

    private static bool IsIn(InAddress address, InAddress network, UInt128 mask) => (address.Value & mask) == (network.Value & mask);

    private bool IsListed(InAddress address)
    {
        foreach ((InAddress network, UInt128 mask) in _networks!)
        {
            if (IsIn(address, network, mask))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMeant(Ifnet @interface) => @interface.Name == _interface || @interface.IsInGroup(_interface!);

    private bool IsOfInterface(InAddress address)
    {
        foreach (Ifnet each in Ifnet.Local)
        {
            if (IsMeant(each) && IsOf(each, address))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOf(Ifnet @interface, InAddress address)
    {
        if (_addresses == PfInterfaceAddresses.First)
        {
            return FirstOf(@interface, address.IsIpv4) == address;
        }

        bool isNetwork = _addresses == PfInterfaceAddresses.Networks;
        if (address.IsIpv4)
        {
            foreach (InIfaddr own in @interface.InAddresses)
            {
                if (isNetwork ? (address.Ipv4 & own.Mask) == own.Network : address.Ipv4 == own.Address)
                {
                    return true;
                }
            }

            return false;
        }

        foreach (In6Ifaddr own in @interface.Inet6?.Addresses ?? [])
        {
            if (isNetwork ? IsIn(address, own.Address.WithoutZone(), InAddress.MaskOf(own.PrefixLength)) : address == own.Address.WithoutZone())
            {
                return true;
            }
        }

        return false;
    }
}
