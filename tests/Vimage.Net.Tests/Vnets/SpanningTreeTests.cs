using System.Net;

namespace Vimage.Net.Tests;

[Trait("IEEE", "802.1D")]
public sealed class SpanningTreeTests
{
    public enum Failure
    {
        Destroyed,
        SwitchedOff,
        Cut,
        Left,
    }

    [Trait("FreeBSD", "net/if_bridge_test.sh stp")]
    [Theory]
    [InlineData(Failure.Destroyed)]
    [InlineData(Failure.SwitchedOff)]
    [InlineData(Failure.Cut)]
    [InlineData(Failure.Left)]
    public void OfTwoParallelLinks_OneForwards_AndTheOtherTakesOver(Failure failure)
    {
        using TestStack stack = new();
        Bridge[] bridges = AddBridges(2);
        (Epair A, Epair B)[] links = [Join(bridges[0], bridges[1]), Join(bridges[0], bridges[1])];
        stack.Time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(1, stack.Ping(bridges[0].Vnet, "10.0.0.2"));
        Assert.Equal([true, false], links.Select(IsForwarding));
        SpanningTreePort[] ports = [.. links.SelectMany(static link => new[] { link.A.TreePort!, link.B.TreePort! })];
        Assert.Single(ports, static port => port.State == SpanningTreeState.Discarding);
        Assert.Single(ports, static port => port.Role == SpanningTreeRole.Alternate);
        Assert.Single(bridges, static bridge => bridge.SpanningTree.IsRoot);
        Assert.Single(bridges.Select(static bridge => bridge.SpanningTree.Root).Distinct());

        // One copy of each, and no storm.
        Assert.Equal(0, stack.Netisr.LoopDrops);
        Assert.Equal(5, stack.Ping(bridges[0].Vnet, "10.0.0.2", count: 5));
        Fail(links[0], failure);

        // At once where it is seen, and else when three messages did not come.
        stack.Time.Advance(TimeSpan.FromSeconds(failure == Failure.Cut ? 8 : 1));
        Assert.True(IsForwarding(links[1]));
        Assert.Equal(3, stack.Ping(bridges[0].Vnet, "10.0.0.2", count: 3, wait: TimeSpan.FromSeconds(1)));
        Assert.Equal((0, 0), (stack.Netisr.LoopDrops, stack.Netisr.PacketsInUse));
    }

    [Theory]
    [InlineData(1, 4, 7)]
    [InlineData(2, 6, 12)]
    [InlineData(3, 8, 20)]
    [InlineData(4, 8, 9)]
    [InlineData(5, 12, 40)]
    public void AnyTopology_BecomesATree_AndAgainWhenLinksFail(int seed, int count, int linkCount)
    {
        using TestStack stack = new((ulong)seed);
        Bridge[] bridges = AddBridges(count);
        Random random = new(seed);
        List<(Epair A, Epair B)> links = [.. Enumerable.Range(1, count - 1).Select(i => Join(bridges[random.Next(i)], bridges[i]))];
        while (links.Count < linkCount)
        {
            links.Add(Join(bridges[random.Next(count)], bridges[random.Next(count)]));
        }

        while (true)
        {
            // On the way there is no loop either, which the first broadcast would find.
            for (int second = 0; second < 60; second++)
            {
                stack.Time.Advance(TimeSpan.FromSeconds(1));
                Broadcast(bridges[second % count]);
                Assert.Equal(0, stack.Netisr.LoopDrops);
            }

            AssertTree(bridges, links);
            if (AreConnected(bridges, links))
            {
                Assert.All(Enumerable.Range(2, count - 1), i => Assert.Equal(1, stack.Ping(bridges[0].Vnet, $"10.0.0.{i}", wait: TimeSpan.FromSeconds(3))));
            }

            if (links.Count == 0)
            {
                break;
            }

            for (int i = 0; i < 3 && links.Count > 0; i++)
            {
                int which = random.Next(links.Count);
                Fail(links[which], (Failure)random.Next(4));
                links.RemoveAt(which);
            }
        }

        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void Priorities_AndCosts_DecideWhichWayIsTaken()
    {
        using TestStack stack = new();
        Bridge[] bridges = AddBridges(3);
        (Epair A, Epair B)[] links = [Join(bridges[0], bridges[1]), Join(bridges[1], bridges[2]), Join(bridges[0], bridges[2])];
        bridges[1].SpanningTree.Priority = 4096;
        stack.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(bridges[1].SpanningTree.IsRoot);
        Assert.Equal([true, true, false], links.Select(IsForwarding));
        bridges[2].SpanningTree.Priority = 0;
        stack.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal([false, true, true], links.Select(IsForwarding));
        Assert.Equal((bridges[2].LinkAddress, 2000L, (EthernetIfnet)links[2].A), (bridges[0].SpanningTree.Root, bridges[0].SpanningTree.RootPathCost, bridges[0].SpanningTree.RootPort));
        links[2].A.TreePort!.PathCost = 100_000;
        stack.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal([true, true, false], links.Select(IsForwarding));

        // Of two that cost the same, the one whose other end has the smaller number.
        (Epair A, Epair B) second = Join(bridges[1], bridges[2]);
        stack.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((true, false), (IsForwarding(links[1]), IsForwarding(second)));
        second.B.TreePort!.Priority = 16;
        stack.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((false, true), (IsForwarding(links[1]), IsForwarding(second)));
    }

    [Fact]
    public void PortWithoutABridgeBehindIt_Forwards_AfterThreeSeconds_AndOneWithABridgeOfBeforeAfterTwoDelays()
    {
        using TestStack stack = new();
        Bridge bridge = Bridge.Create();
        bridge.Up();
        (Wire edge, Wire legacy) = (AddPort(bridge), AddPort(bridge));
        List<SpanningTreeState> states = [];
        for (int second = 1; second <= 40; second++)
        {
            stack.Time.Advance(TimeSpan.FromSeconds(1));
            legacy.Inject(OfBefore(legacy));
            states.Add(legacy.TreePort!.State);
            Assert.Equal(second >= 3, edge.TreePort!.State == SpanningTreeState.Forwarding);
        }

        Assert.True(edge.TreePort!.IsEdge);
        Assert.InRange(states.Count(static state => state == SpanningTreeState.Discarding), 14, 17);
        Assert.InRange(states.Count(static state => state == SpanningTreeState.Learning), 14, 16);
        Assert.True(bridge.SpanningTree.IsRoot);

        // It answers in the protocol of the other one.
        Assert.True(Bpdu.TryRead(legacy.Sent[^1], out Bpdu last) && !last.IsRapid);
        Assert.True(Bpdu.TryRead(edge.Sent[^1], out last) && last.IsRapid);
    }

    [Fact]
    public void ChangeOfTheTopology_ForgetsWhatWasLearned_ButNotWhatWasSaid()
    {
        using TestStack stack = new();
        Bridge[] bridges = AddBridges(3);
        (Epair A, Epair B)[] links = [Join(bridges[0], bridges[1]), Join(bridges[1], bridges[2]), Join(bridges[2], bridges[0])];
        bridges[0].SpanningTree.Priority = 0;
        stack.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, stack.Ping(bridges[2].Vnet, "10.0.0.2"));
        MacAddress second = bridges[1].LinkAddress;
        Assert.Same(links[0].A, bridges[0].MemberOf(second));
        MacAddress told = MacAddress.Parse("02:00:00:00:00:77");
        bridges[0].AddStatic(links[0].A, told);
        bridges[2].AddStatic(links[2].A, told);
        long changes = bridges[1].SpanningTree.TopologyChanges;

        // The first hears of it from the third.
        links[0].B.Down();
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.True(IsForwarding(links[1]));
        Assert.NotSame(links[0].A, bridges[0].MemberOf(second));
        Assert.Same(links[0].A, bridges[0].MemberOf(told));
        Assert.True(bridges[1].SpanningTree.TopologyChanges + bridges[2].SpanningTree.TopologyChanges > changes);
        Assert.Equal(1, stack.Ping(bridges[0].Vnet, "10.0.0.2", wait: TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Messages_AreNotForwarded_AndSayNothingToWhoTakesNoPart()
    {
        using TestStack stack = new();
        Bridge bridge = Bridge.Create();
        bridge.Up();
        (Wire one, Wire other) = (Wire.Create(), Wire.Create());
        foreach (Wire wire in (Wire[])[one, other])
        {
            wire.Up();
            bridge.AddMember(wire);
        }

        one.Inject(OfBefore(one));
        Assert.Empty(other.Sent);
        Assert.Equal(1, one.Counters.DroppedFor(IfDrop.InputBridged));
        SpanningTreePort port = bridge.SpanningTree.Enable(one);
        Assert.Same(port, bridge.SpanningTree.Enable(one));
        Assert.True(Bpdu.TryRead(one.Sent[^1], out _));
        Assert.Empty(other.Sent);
        bridge.SpanningTree.Disable(one);
        one.Sent.Clear();
        stack.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(one.Sent);
    }

    [Fact]
    public void Refusals_SayWhy()
    {
        using TestStack stack = new();
        Bridge bridge = Bridge.Create();
        Wire wire = Wire.Create();
        SpanningTree tree = bridge.SpanningTree;
        Assert.Equal("ENOENT", Refusal(() => tree.Enable(wire)));
        Assert.Equal("ENOENT", Refusal(() => tree.Disable(wire)));
        bridge.AddMember(wire);
        SpanningTreePort port = tree.Enable(wire);
        Assert.Equal("EINVAL", Refusal(() => tree.Priority = 5));
        Assert.Equal("EINVAL", Refusal(() => tree.Priority = 65536));
        Assert.Equal("EINVAL", Refusal(() => port.Priority = 256));
        Assert.Equal("EINVAL", Refusal(() => port.PathCost = 0));
        Assert.Equal("EINVAL", Refusal(() => tree.SetTimes(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15))));
        Assert.Equal("EINVAL", Refusal(() => tree.SetTimes(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(4))));
        tree.SetTimes(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(4));
        Assert.Equal((1, 6, 4), (tree.HelloTime.TotalSeconds, tree.MaxAge.TotalSeconds, tree.ForwardDelay.TotalSeconds));
        wire.Destroy();
        Assert.Empty(tree.Ports);
    }

    [Fact]
    public void MadeUpMessages_DoNotHangTheMachines()
    {
        using TestStack stack = new();
        Bridge bridge = Bridge.Create();
        bridge.Up();
        Wire[] ports = [.. Enumerable.Range(0, 4).Select(_ => AddPort(bridge))];
        Random random = new(7);
        byte[] bytes = new byte[Bpdu.MaxFrame];
        for (int i = 0; i < 20_000; i++)
        {
            Wire port = ports[random.Next(ports.Length)];
            Span<byte> frame = bytes;
            random.NextBytes(frame);
            new Bpdu
            {
                IsRapid = random.Next(4) > 0,
                IsNotification = random.Next(8) == 0,
                Flags = (BpduFlags)random.Next(256),
                Vector = new SpanningTreeVector((ulong)random.Next(4) << 48, random.Next(3), ((ulong)random.Next(4) << 48) | (random.Next(3) == 0 ? bridge.LinkAddress.Value : 5), (ushort)(0x8000 | random.Next(6))),
                Times = new SpanningTreeTimes(random.Next(25), random.Next(250), random.Next(250), random.Next(250)),
            }.Write(frame, Wire.PeerLink);
            if (random.Next(3) == 0)
            {
                frame[random.Next(frame.Length)] = (byte)random.Next(256);
            }

            port.Inject(frame[..(random.Next(10) == 0 ? random.Next(14, frame.Length) : frame.Length)]);
            port.Sent.Clear();
            if (random.Next(5) == 0)
            {
                stack.Time.Advance(TimeSpan.FromSeconds(random.Next(4)));
            }
        }

        // Left alone, it is the root again.
        stack.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(bridge.SpanningTree.IsRoot);
        Assert.All(ports, static port => Assert.Equal(SpanningTreeState.Forwarding, port.TreePort!.State));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    private static Bridge[] AddBridges(int count)
    {
        Bridge[] bridges = [.. Enumerable.Range(1, count).Select(static i => Hosts.Add($"b{i}").Run(Bridge.Create))];
        for (int i = 0; i < count; i++)
        {
            bridges[i].Configure($"10.0.0.{i + 1}");
        }

        return bridges;
    }

    private static (Epair A, Epair B) Join(Bridge one, Bridge other)
    {
        (Epair a, Epair b) = Epair.Create();
        foreach ((Epair end, Bridge bridge, string name) in ((Epair, Bridge, string)[])[(a, one, "a"), (b, other, "b")])
        {
            end.Rename($"{name}{end.Index}");
            end.MoveTo(bridge.Vnet);
            bridge.AddMember(end);
            bridge.SpanningTree.Enable(end);
        }

        a.Up();
        b.Up();
        return (a, b);
    }

    private static Wire AddPort(Bridge bridge)
    {
        Wire wire = Wire.Create();
        bridge.AddMember(wire);
        bridge.SpanningTree.Enable(wire);
        wire.Up();
        return wire;
    }

    private static byte[] OfBefore(Wire wire)
    {
        byte[] frame = new byte[Bpdu.MaxFrame];
        ulong id = (61440UL << 48) | Wire.PeerLink.Value;
        return frame[..new Bpdu { Vector = new SpanningTreeVector(id, 0, id, 0x8001), Times = SpanningTreeTimes.Recommended }.Write(frame, wire.LinkAddress)];
    }

    private static void Broadcast(Bridge bridge) => bridge.Vnet.Run(static () =>
    {
        using VnetUdpClient client = new() { EnableBroadcast = true };
        client.Send([1], new IPEndPoint(IPAddress.Broadcast, 9));
    });

    private static void Fail((Epair A, Epair B) link, Failure failure)
    {
        switch (failure)
        {
            case Failure.Destroyed:
                link.A.Destroy();
                break;
            case Failure.SwitchedOff:
                link.A.Down();
                link.B.Down();
                break;
            case Failure.Cut:
                link.A.Link = link.B.Link = new LinkProperties { IsPartitioned = true };
                break;
            case Failure.Left:
                link.A.Bridge!.RemoveMember(link.A);
                link.B.Bridge!.RemoveMember(link.B);
                break;
        }
    }

    private static bool IsForwarding((Epair A, Epair B) link) =>
        link is { A.TreePort.State: SpanningTreeState.Forwarding, B.TreePort.State: SpanningTreeState.Forwarding };

    // No two ways from one bridge to another, and one where there is any; and all agree on who is the root of it.
    private static void AssertTree(Bridge[] bridges, List<(Epair A, Epair B)> links)
    {
        Dictionary<Bridge, int> whole = Components(bridges, links, out _);
        Dictionary<Bridge, int> tree = Components(bridges, [.. links.Where(IsForwarding)], out int closed);
        Assert.Equal(0, closed);
        Assert.Equal(whole.Values.Distinct().Count(), tree.Values.Distinct().Count());
        Assert.All(bridges.GroupBy(bridge => whole[bridge]), static group => Assert.Single(group.Select(static bridge => bridge.SpanningTree.Root).Distinct()));
    }

    private static bool AreConnected(Bridge[] bridges, List<(Epair A, Epair B)> links) => Components(bridges, links, out _).Values.Distinct().Count() == 1;

    private static Dictionary<Bridge, int> Components(Bridge[] bridges, List<(Epair A, Epair B)> links, out int closed)
    {
        Dictionary<Bridge, int> component = bridges.Select(static (bridge, i) => (bridge, i)).ToDictionary(static each => each.bridge, static each => each.i);
        closed = 0;
        foreach ((Epair a, Epair b) in links)
        {
            (int from, int to) = (component[a.Bridge!], component[b.Bridge!]);
            closed += from == to ? 1 : 0;
            foreach (Bridge bridge in bridges.Where(bridge => component[bridge] == from))
            {
                component[bridge] = to;
            }
        }

        return component;
    }

    private static string Refusal(Action action) => Assert.Throws<NetworkException>(action).Errno;
}
