using System.Net;

namespace Vimage.Net.Tests;

public sealed class BridgeTests
{
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
