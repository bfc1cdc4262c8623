using System.Net;

namespace Vimage.Net.Tests;

[Trait("IEEE", "802.1D")]
public sealed class BridgeTests
{
    [Trait("FreeBSD", "net/if_bridge_test.sh basic")]
    [Fact]
    public void Hosts_OnABridge_ReachEachOther_AndAreLearned()
    {
        using TestStack stack = new();
        (Bridge bridge, Epair[] ports, Vnet[] hosts) = Build(3);
        Assert.Equal(1, stack.Ping(hosts[0], "192.0.2.2"));
        Assert.Equal(1, stack.Ping(hosts[2], "192.0.2.1"));
        Assert.Same(ports[0], bridge.MemberOf(ports[0].Peer.LinkAddress));

        // Once both are learned, the third one hears nothing of their talk.
        long before = ports[2].Counters.PacketsOut;
        Assert.Equal(5, stack.Ping(hosts[0], "192.0.2.2", count: 5));
        Assert.Equal(before, ports[2].Counters.PacketsOut);
    }

    [Fact]
    public void Bridge_IsAHostOnItsLink()
    {
        using TestStack stack = new();
        (Bridge bridge, _, Vnet[] hosts) = Build(2);
        bridge.AddAddress(IPAddress.Parse("192.0.2.100"), 24);
        Assert.Equal(1, stack.Ping(stack.Vnet, "192.0.2.2"));
        Assert.Equal(1, stack.Ping(hosts[0], "192.0.2.100"));
    }

    [Trait("FreeBSD", "net/if_bridge_test.sh span")]
    [Fact]
    public void SpanPort_GetsACopyOfEachFrame_UntilItIsRemoved()
    {
        using TestStack stack = new();
        (Bridge bridge, _, Vnet[] hosts) = Build(2);
        Wire span = Wire.Create();
        span.Up();
        bridge.AddSpan(span);
        stack.Ping(hosts[0], "192.0.2.2");
        Assert.Equal(4, span.Sent.Count);
        bridge.RemoveSpan(span);
        stack.Ping(hosts[0], "192.0.2.2");
        Assert.Equal(4, span.Sent.Count);
    }

    [Trait("FreeBSD", "net/if_bridge_test.sh static")]
    [Fact]
    public void StaticAddress_IsNotLearnedElsewhere()
    {
        using TestStack stack = new();
        (Bridge bridge, Epair[] ports, Vnet[] hosts) = Build(3);
        MacAddress first = ports[0].Peer.LinkAddress;
        bridge.AddStatic(ports[2], first);
        Assert.Equal(0, stack.Ping(hosts[0], "192.0.2.2"));
        Assert.Same(ports[2], bridge.MemberOf(first));
        bridge.RemoveAddress(first);
        // Who did not answer is left alone for a while.
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, stack.Ping(hosts[0], "192.0.2.2"));
    }

    [Fact]
    public void Refusals_SayWhy()
    {
        using TestStack stack = new();
        (Bridge bridge, Epair[] ports, _) = Build(1);
        Wire wire = Wire.Create();
        wire.Mtu = 9000;
        Assert.Equal("EINVAL", Refusal(() => bridge.AddMember(wire)));
        Assert.Equal("EINVAL", Refusal(() => bridge.AddMember(ports[0].Peer)));
        Assert.Equal("EINVAL", Refusal(() => bridge.AddMember(Bridge.Create())));
        Assert.Equal("EBUSY", Refusal(() => bridge.AddMember(ports[0])));
        Assert.Equal("ENOENT", Refusal(() => bridge.RemoveMember(wire)));
        Assert.Equal("ENOENT", Refusal(() => bridge.RemoveSpan(wire)));
        Assert.Equal("ENOENT", Refusal(() => bridge.RemoveAddress(MacAddress.Parse("02:00:00:00:00:01"))));
        Assert.Equal("EINVAL", Refusal(() => bridge.AddStatic(ports[0], MacAddress.Broadcast)));
        bridge.Mtu = 9000;
        Assert.Equal(9000, ports[0].Mtu);
    }

    [Trait("FreeBSD", "net/if_bridge_test.sh static")]
    [Fact]
    public void StaticAddress_HoldsInItsVlanAlone()
    {
        using TestStack stack = new();
        (Bridge bridge, Epair[] ports, _) = Build(2);
        MacAddress address = MacAddress.Parse("02:00:00:00:00:01");
        bridge.AddStatic(ports[0], address, vlan: 10);
        bridge.AddStatic(ports[1], address);
        Assert.Equal((ports[0], ports[1]), (bridge.MemberOf(address, 10), bridge.MemberOf(address)));
        Assert.Equal("ENOENT", Refusal(() => bridge.RemoveAddress(address, vlan: 11)));
        Assert.Equal("EINVAL", Refusal(() => bridge.AddStatic(ports[0], address, vlan: 4095)));
        Assert.Equal("ENOENT", Refusal(() => bridge.AddStatic(ports[0].Peer, address, vlan: 10)));
        bridge.RemoveAddress(address, vlan: 10);
        Assert.Equal((null, ports[1]), (bridge.MemberOf(address, 10), bridge.MemberOf(address)));
    }

    [Fact]
    public void OneAddress_InTwoVlans_IsLearnedInEach()
    {
        using TestStack stack = new();
        (Bridge bridge, Epair[] ports, Vnet[] hosts) = Build(2);
        MacAddress same = MacAddress.Parse("02:00:00:00:00:01");
        foreach ((int tag, int i) in ((int, int)[])[(5, 0), (6, 1)])
        {
            Vlan vlan = hosts[i].Run(() => Vlan.Create(ports[i].Peer, tag));
            vlan.SetLinkAddress(same);
            vlan.Configure($"10.0.{tag}.1");
        }

        Assert.Equal((ports[0], ports[1]), (bridge.MemberOf(same, 5), bridge.MemberOf(same, 6)));
    }

    [Trait("FreeBSD", "net/if_bridge_test.sh mac_conflict")]
    [Fact]
    public void BridgesOfTwoVnets_DifferInAddress_AndReachEachOther()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        Bridge[] bridges = [.. new[] { (a, "10.0.0.1"), (b, "10.0.0.2") }.Select(static each =>
        {
            Bridge bridge = each.Item1.Vnet.Run(Bridge.Create);
            bridge.AddMember(each.Item1);
            each.Item1.Up();
            bridge.Configure(each.Item2);
            return bridge;
        })];
        Assert.NotEqual(bridges[0].LinkAddress, bridges[1].LinkAddress);
        Assert.Equal(1, stack.Ping(first, "10.0.0.2"));
    }

    [Trait("FreeBSD", "net/if_bridge_test.sh inherit_mac")]
    [Fact]
    public void Bridge_HasTheAddressOfItsFirstMember_WhereTheVnetSaysSo()
    {
        using TestStack stack = new();
        Vnet.Current.SetVariable("net.link.bridge.inherit_mac", true);
        (Bridge bridge, Epair[] ports, Vnet[] hosts) = Build(2);
        bridge.AddAddress(IPAddress.Parse("192.0.2.100"), 24);
        Assert.Equal(ports[0].LinkAddress, bridge.LinkAddress);
        Assert.Equal(1, stack.Ping(hosts[0], "192.0.2.100"));
        Assert.Equal(1, stack.Ping(hosts[1], "192.0.2.100"));
        bridge.RemoveMember(ports[0]);
        Assert.Equal(ports[1].LinkAddress, bridge.LinkAddress);
        ports[1].Destroy();
        Assert.NotEqual(ports[1].LinkAddress, bridge.LinkAddress);
        Assert.NotEqual(default, bridge.LinkAddress);
        Bridge given = Bridge.Create();
        given.SetLinkAddress(MacAddress.Parse("02:00:00:00:00:01"));
        given.AddMember(Wire.Create());
        Assert.Equal("02:00:00:00:00:01", given.LinkAddress.ToString());
        given.Destroy();
    }

    [Trait("FreeBSD", "net/if_bridge_test.sh delete_with_members")]
    [Fact]
    public void DestroyedBridge_LeavesItsMembersIntact()
    {
        using TestStack stack = new();
        (Bridge bridge, Epair[] ports, _) = Build(2);
        bridge.Destroy();
        Assert.All(ports, static port => Assert.True(port is { Bridge: null, IsDestroyed: false, IsUp: true }));
    }

    [Fact]
    public void LoopOfBridges_DoesNotHangTheStack()
    {
        using TestStack stack = new();
        Bridge one = Bridge.Create();
        Bridge two = Bridge.Create();
        for (int i = 0; i < 2; i++)
        {
            (Epair a, Epair b) = Epair.Create();
            a.Up();
            b.Up();
            one.AddMember(a);
            two.AddMember(b);
        }

        one.Up();
        two.Up();
        one.AddAddress(IPAddress.Parse("192.0.2.1"), 24);
        Assert.True(stack.Netisr.LoopDrops > 0);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    private static (Bridge Bridge, Epair[] Ports, Vnet[] Hosts) Build(int count)
    {
        Bridge bridge = Bridge.Create();
        bridge.Up();
        List<Epair> ports = [];
        List<Vnet> hosts = [];
        for (int i = 1; i <= count; i++)
        {
            (Epair port, Epair end) = Epair.Create();
            bridge.AddMember(port);
            port.Up();
            hosts.Add(Hosts.Add($"host{i}"));
            end.MoveTo(hosts[^1]);
            end.Configure($"192.0.2.{i}");
            ports.Add(port);
        }

        return (bridge, [.. ports], [.. hosts]);
    }

    private static string Refusal(Action action) => Assert.Throws<NetworkException>(action).Errno;
}
