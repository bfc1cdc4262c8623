using System.Net;

namespace Vimage.Net.Topology.Tests;

/// <summary>Topologies that run, over real stacks in virtual time.</summary>
public sealed class RunningTopologyTests
{
    private const string Line = """
        name: line
        pool: [10.0.0.0/16, "fd00::/48"]
        routes: shortest
        nodes: { a: , s: bridge, r1: router, r2: router, b: { loopback: 192.0.2.9/32 } }
        links:
          - [a, s]
          - [s, r1]
          - { between: [r1, r2], name: middle }
          - [r2, b]
        """;

    [Fact]
    public async Task Nodes_reach_each_other_over_bridges_and_routers_in_both_families()
    {
        await using RunningTopology line = await Run.StartAsync(Line);
        line.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, line.Ping("a", "b", 3).Loss);
        Assert.Equal(IPAddress.Parse("192.0.2.9"), line.AddressOf("b"));
        IPAddress b6 = line.Model.Links[3].B.Addresses[1].Address;
        Assert.Equal(0, line.RunUntil(line.PingAsync("a", b6, 3)).Loss);
    }

    [Fact]
    public async Task A_delay_is_what_a_packet_takes_each_way()
    {
        await using RunningTopology line = await Run.StartAsync(Line);
        line.Ping("a", "b");
        line.Link("middle").Forward = new LinkProperties { Delay = TimeSpan.FromMilliseconds(30) };
        line.Link("middle").Backward = new LinkProperties { Delay = TimeSpan.FromMilliseconds(70) };
        Assert.Equal(100, line.Ping("a", "b").Times.Single().TotalMilliseconds, 1.0);
        Assert.Equal((30, 70), (line.Interface("r1", "eth1").Link!.Delay.TotalMilliseconds, line.Interface("r2", "eth0").Link!.Delay.TotalMilliseconds));
    }

    [Fact]
    public async Task A_link_behaves_each_way_as_its_model_says()
    {
        await using RunningTopology line = await Run.StartAsync(Line.Replace("name: middle", "name: middle, delay: 10ms, back: { delay: 20ms }", StringComparison.Ordinal));
        RunningLink middle = line.Link("middle");
        Assert.Equal(("r1", "r2"), (middle.A.Vnet.Name, middle.B.Vnet.Name));
        Assert.Equal((10, 20), (middle.A.Link!.Delay.TotalMilliseconds, middle.B.Link!.Delay.TotalMilliseconds));
    }

    [Fact]
    public async Task A_rate_is_how_long_the_bits_of_a_packet_take()
    {
        await using RunningTopology line = await Run.StartAsync(Line);
        line.Ping("a", "b");
        line.Link("middle").Forward = line.Link("middle").Backward = new LinkProperties { Rate = 9_800 };

        // 98 bytes: an Ethernet header, and a packet of 84.
        Assert.Equal(2 * 80, line.Ping("a", "b").Times.Single().TotalMilliseconds, 1.0);
    }

    [Fact]
    public async Task As_much_is_lost_as_the_link_loses_and_with_the_same_seed_the_same()
    {
        string lossy = Line.Replace("name: middle", "name: middle, loss: 25%", StringComparison.Ordinal);
        List<PingResult> results = [];
        foreach (ulong seed in (ulong[])[1, 1, 2])
        {
            await using RunningTopology line = await Run.StartAsync(lossy, seed);
            results.Add(line.Ping("a", "b", 200));
        }

        // Each way a quarter.
        Assert.InRange(results[0].Loss, 0.33, 0.55);
        Assert.Equal(results[0].Times, results[1].Times);
        Assert.NotEqual(results[0].Times, results[2].Times);
    }

    [Fact]
    public async Task A_cut_link_loses_everything_until_it_is_mended()
    {
        await using RunningTopology line = await Run.StartAsync(Line);
        line.Link("middle").Forward = new LinkProperties { Delay = TimeSpan.FromMilliseconds(5) };
        Assert.Equal(0, line.Ping("a", "b", 2).Loss);
        line.Cut("middle");
        Assert.True(line.Link("middle").IsCut);
        Assert.Equal(1, line.Ping("a", "b", 2).Loss);
        line.Mend("middle");
        Assert.Equal(0, line.Ping("a", "b", 2).Loss);
        Assert.Equal(TimeSpan.FromMilliseconds(5), line.Link("middle").A.Link!.Delay);
    }

    [Fact]
    public async Task A_partition_divides_groups_and_healing_leaves_cut_what_was_cut_by_itself()
    {
        await using RunningTopology line = await Run.StartAsync(Line);
        line.Partition(["a", "s"], ["b"]);
        Assert.Equal(["s-r1", "r2-b"], line.Links.Where(static link => link.IsCut).Select(static link => link.Name));
        Assert.Equal(1, line.Ping("a", "b").Loss);
        Assert.Equal(0, line.Ping("r1", "r2").Loss);

        line.Cut("middle");
        line.Heal();
        Assert.Equal(["middle"], line.Links.Where(static link => link.IsCut).Select(static link => link.Name));
        Assert.Throws<ArgumentException>(() => line.Partition(["a"], ["a"]));
        Assert.Throws<ArgumentException>(() => line.Partition(["nobody"]));
    }

    [Fact]
    public async Task A_schedule_happens_at_its_times()
    {
        await using RunningTopology line = await Run.StartAsync(Line + "\n" + """
            schedule:
              - { at: 10s, cut: middle }
              - { at: 20s, mend: middle }
              - { at: 20s, change: middle, delay: 100ms }
              - { at: 30s, partition: [[a]] }
              - { at: 40s, heal: }
            """);
        List<(double Second, bool Middle, bool First, double Delay)> seen = [];
        foreach (double second in (double[])[9.999, 10, 19.999, 20, 30, 39.999, 40])
        {
            line.Advance(TimeSpan.FromSeconds(second) - line.Elapsed);
            seen.Add((second, line.Link("middle").IsCut, line.Link("a-s").IsCut, line.Link("middle").Forward?.Delay.TotalMilliseconds ?? 0));
        }

        Assert.Equal(
            [(9.999, false, false, 0), (10, true, false, 0), (19.999, true, false, 0), (20, false, false, 100), (30, false, true, 100), (39.999, false, true, 100), (40, false, false, 100)],
            seen);
    }

    [Fact]
    public async Task A_loop_of_bridges_with_a_spanning_tree_carries_each_frame_once()
    {
        await using RunningTopology ring = await Run.StartAsync("""
            pool: 10.0.0.0/24
            nodes: { a: , b: , x: { kind: bridge, stp: true }, y: { kind: bridge, stp: true }, z: { kind: bridge, stp: true } }
            links: [[a, x], [b, z], [x, y], [y, z], [z, x]]
            """);
        ring.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(0, ring.Ping("a", "b", 3).Loss);
        ring.Cut("z-x");
        ring.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(0, ring.Ping("a", "b", 3).Loss);
    }

    [Fact]
    public async Task The_same_seed_in_virtual_time_gives_the_same_capture_byte_for_byte()
    {
        string lossy = Line.Replace("name: middle", "name: middle, loss: 20%, delay: 10ms, jitter: 8ms, duplicate: 5%, reorder: 5%, rate: 1mbit", StringComparison.Ordinal)
            + "\nschedule: [{ at: 4s, cut: middle }, { at: 5s, mend: middle }]";
        List<byte[]> captures = [];
        foreach (ulong seed in (ulong[])[7, 7, 8])
        {
            await using RunningTopology line = await Run.StartAsync(lossy, seed);
            using MemoryStream output = new();
            using (PacketCapture capture = line.Capture("middle", output))
            {
                line.Advance(TimeSpan.FromSeconds(2));
                line.Ping("a", "b", 60);
                line.RunUntil(line.PingAsync("a", line.Model.Links[3].B.Addresses[1].Address, 60));
                Assert.InRange(capture.Packets, 100, 1_000);
            }

            captures.Add(output.ToArray());
        }

        Assert.Equal(captures[0], captures[1]);
        Assert.NotEqual(captures[0], captures[2]);
    }

    [Fact]
    public async Task A_thousand_nodes_come_and_go_and_leave_nothing()
    {
        const int Nodes = 1_000;
        TopologyBuilder builder = new TopologyBuilder("thousand").WithAddressPool("10.0.0.0/8");
        for (int i = 0; i < Nodes; i++)
        {
            builder.Router($"r{i}");
            if (i > 0)
            {
                builder.Link($"r{i / 2}", $"r{i}");
            }
        }

        RunningTopology thousand = await Run.StartAsync(builder.Build());
        string name = thousand.Root.Name;
        Assert.Equal(Nodes + 1, thousand.Root.WithDescendants().Count);
        Assert.Equal(0, thousand.Ping("r499", "r998").Loss);
        await thousand.DisposeAsync();
        Assert.True(thousand.Root.IsDestroyed);
        Assert.False(Vnet.Root.TryFind(name, out _));
        await thousand.DisposeAsync();
    }

    [Fact]
    public async Task What_can_not_be_made_whole_is_not_made_at_all()
    {
        Vnet above = Vnet.Root.CreateChild($"above{Guid.NewGuid():N}", new VnetOptions { ChildrenMax = 3 });
        TopologyModel model = TopologyModel.Parse(Line);
        await Assert.ThrowsAsync<VnetPermissionException>(() => above.RunAsync(async () => { await using RunningTopology line = await model.StartAsync(above); }));
        Assert.Empty(above.Children);
        await above.DestroyAsync();
    }

    [Fact]
    public async Task Time_that_passes_by_itself_can_not_be_advanced()
    {
        TopologyModel model = TopologyModel.Parse(Line);
        await using RunningTopology line = await model.StartAsync(Vnet.Root, new TopologyOptions { Name = $"real{Guid.NewGuid():N}" });
        Assert.Contains("lives in real time", Assert.Throws<InvalidOperationException>(() => line.Advance(TimeSpan.FromSeconds(1))).Message, StringComparison.Ordinal);
        Assert.Equal(0, (await line.PingAsync("a", "b", timeout: TimeSpan.FromSeconds(10))).Loss);
    }

    [Fact]
    public async Task A_task_that_waits_for_something_else_ends_patience()
    {
        await using RunningTopology line = await Run.StartAsync(Line);
        Assert.Throws<TimeoutException>(() => line.RunUntil(new TaskCompletionSource().Task, TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromSeconds(1), line.Elapsed);
    }

    [Fact]
    public async Task What_is_not_there_is_said_by_its_name()
    {
        await using RunningTopology line = await Run.StartAsync(Line);
        Assert.Contains("has no node 'c'", Assert.Throws<ArgumentException>(() => line["c"]).Message, StringComparison.Ordinal);
        Assert.Contains("has no link 'c'", Assert.Throws<ArgumentException>(() => line.Cut("c")).Message, StringComparison.Ordinal);
        Assert.Equal("eth0", line.Interface("a", "eth0").Name);
    }
}
