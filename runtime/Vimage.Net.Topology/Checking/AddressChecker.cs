using System.Net;
using System.Net.Sockets;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>Addresses: that an interface can have them, and that nobody else does.</summary>
internal static class AddressChecker
{
    internal static void Check(TopologyDraft draft, NameChecker names, Problems problems)
    {
        Dictionary<IPAddress, (string Holder, Place At)> taken = [];
        foreach (NodeDraft node in draft.Nodes)
        {
            foreach (Located<IPNetworkAddress> address in node.Loopback)
            {
                CheckOne(address, $"{node.Name}:lo0", node.Kind);
            }
        }

        foreach (LinkDraft link in draft.Links)
        {
            foreach (EndDraft end in (EndDraft[])[link.A, link.B])
            {
                foreach (Located<IPNetworkAddress> address in end.Addresses)
                {
                    CheckOne(address, $"{end.Node}:{end.Interface}", names.Node(end.Node).Kind);
                }
            }
        }

        void CheckOne(Located<IPNetworkAddress> address, string holder, NodeKind kind)
        {
            if (kind == NodeKind.Bridge)
            {
                problems.Add(address.At, $"{holder} can't have the address {address.Value}: bridges have none. Give it to a node at the bridge.");
            }
            else if (WhatIsWrongWith(address.Value) is { } fault)
            {
                problems.Add(address.At, $"{holder} can't have the address {address.Value}: {fault}");
            }
            else if (!taken.TryAdd(address.Value.Address, (holder, address.At)))
            {
                (string other, Place at) = taken[address.Value.Address];
                problems.Add(address.At, $"{holder} can't have the address {address.Value.Address}, which {other} has{at}. Give one of the two another.");
            }
        }
    }

    private static string? WhatIsWrongWith(IPNetworkAddress address)
    {
        byte[] bytes = address.Address.GetAddressBytes();
        if (address.Address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return bytes[0] == 0xFF || address.Address.Equals(IPAddress.IPv6Any) || address.Address.Equals(IPAddress.IPv6Loopback) || address.Address.IsIPv4MappedToIPv6
                ? "it is not that of one interface. Take one of 2000::/3 or fd00::/8."
                : null;
        }

        if (bytes[0] is 0 or 127 or >= 224)
        {
            return "it is not that of one interface. Take one of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.";
        }

        uint number = AddressNumbers.Of(address.Address);
        uint hosts = address.PrefixLength == 0 ? uint.MaxValue : (uint)((1UL << (32 - address.PrefixLength)) - 1);
        bool isReserved = address.PrefixLength < 31 && ((number & hosts) == 0 || (number & hosts) == hosts);
        return isReserved ? $"it is that of the network itself, or of all in it. Take one between, or another length than /{address.PrefixLength}." : null;
    }
}
