using System.Net;

namespace Vimage.Net.Tests;

/// <summary>An interface of another vnet, or one that was destroyed, gets into no table of this one.</summary>
public sealed class ForeignInterfaceTests
{
    private static readonly IPAddress s_neighbor = IPAddress.Parse("192.0.2.9");
    private static readonly IPAddress s_neighbor6 = IPAddress.Parse("2001:db8::9");

    public static TheoryData<string> Tables => new("ARP", "ARP proxies", "neighbors", "neighbor proxies", "routes", "routes of IPv6", "VLANs", "bridge", "lagg");

    [Theory]
    [MemberData(nameof(Tables))]
    public void An_interface_that_is_not_of_the_vnet_is_refused_and_leaves_nothing(string table)
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        (Epair there, Epair gone) = Hosts.Connect(other, stack.Vnet.CreateChild("third"));
        there.Configure("192.0.2.1");
        there.Configure("2001:db8::1", 64);
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        Bridge bridge = Bridge.Create();
        Lagg lagg = Lagg.Create();
        Footprint[] before = [Footprint.Of(stack.Vnet), Footprint.Of(other)];
        Assert.IsType<NetworkException>(Record.Exception(() => Enter(table, there, bridge, lagg)));
        Assert.Equal(before, (Footprint[])[Footprint.Of(stack.Vnet), Footprint.Of(other)]);
        (Epair destroyed, _) = Epair.Create();
        destroyed.EnableIpv6();
        destroyed.Destroy();
        Exception? refusal = Record.Exception(() => Enter(table, destroyed, bridge, lagg));
        Assert.True(refusal is NetworkException or ObjectDisposedException, $"{refusal}");
        Assert.Equal(before[0], Footprint.Of(stack.Vnet));
        gone.Destroy();
    }

    private static void Enter(string table, Epair @interface, Bridge bridge, Lagg lagg)
    {
        switch (table)
        {
            case "ARP":
                Arp.AddStatic(@interface, s_neighbor, @interface.LinkAddress);
                break;
            case "ARP proxies":
                Arp.AddProxy(@interface, s_neighbor);
                break;
            case "neighbors":
                Nd6.AddStatic(@interface, s_neighbor6, @interface.LinkAddress);
                break;
            case "neighbor proxies":
                Nd6.AddProxy(@interface, s_neighbor6);
                break;
            case "routes":
                Routing.Add(IPNetwork.Parse("203.0.113.0/24"), @interface);
                break;
            case "routes of IPv6":
                Routing.Add(IPNetwork.Parse("2001:db8:1::/64"), @interface);
                break;
            case "VLANs":
                Vlan.Create(@interface, 42);
                break;
            case "bridge":
                bridge.AddMember(@interface);
                break;
            default:
                lagg.AddPort(@interface);
                break;
        }
    }
}
