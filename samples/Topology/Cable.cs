using System.Net;
using Vimage;
using Vimage.Net;

namespace LossyNetwork;

/// <summary>What an administrator would type at each machine.</summary>
internal static class Cable
{
    /// <summary>Makes a pair of interfaces in a vnet, and gives its other end to a second one.</summary>
    /// <returns>The end that has stayed; its peer is that of the second vnet.</returns>
    internal static Epair Connect(Vnet first, Vnet second)
    {
        (Epair a, Epair b) = first.Run(Epair.Create);
        b.MoveTo(second);
        return a;
    }

    /// <summary>Gives an interface its addresses, each with the length of its network's prefix.</summary>
    internal static void Configure(this Epair end, params string[] addresses) => end.Vnet.Run(() =>
    {
        foreach (string[] parts in addresses.Select(static each => each.Split('/')))
        {
            end.AddAddress(IPAddress.Parse(parts[0]), int.Parse(parts[1]));
        }
    });

    /// <summary>Connects interfaces of a vnet with a bridge.</summary>
    internal static void Bridge(this Vnet vnet, params Epair[] members) => vnet.Run(() =>
    {
        Bridge bridge = Vimage.Net.Bridge.Create();
        bridge.Up();
        foreach (Epair member in members)
        {
            bridge.AddMember(member);
            member.Up();
        }
    });

    /// <summary>Makes a vnet a router of both families.</summary>
    internal static Vnet Forward(this Vnet vnet)
    {
        vnet.Run(static () => Ip.IsForwarding = Ip6.IsForwarding = true);
        return vnet;
    }

    /// <summary>Sends all that is not for a vnet's own networks by gateways, one of each family.</summary>
    internal static void RouteTo(this Vnet vnet, string gateway, string gateway6) => vnet.Run(() =>
    {
        Routing.Add(Routing.Default, IPAddress.Parse(gateway));
        Routing.Add(Routing.Default6, IPAddress.Parse(gateway6));
    });
}
