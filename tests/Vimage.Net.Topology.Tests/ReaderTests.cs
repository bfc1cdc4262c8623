namespace Vimage.Net.Topology.Tests;

/// <summary>A file says all that calls can say, and each its own way means the same.</summary>
public sealed class ReaderTests
{
    private const string Office = """
        name: office
        seed: 7
        time: virtual
        pool: [10.0.0.0/16, "2001:db8::/48"]
        routes: shortest
        profiles:
          wan: { delay: 20ms, jitter: 4ms, loss: 5%, rate: 10mbit }
          satellite: { like: wan, delay: 250ms, queue: 50, discipline: codel }
        nodes:
          alice:
          bob: host
          hub: bridge
          left: { kind: router, loopback: [192.0.2.1/32, "2001:db8:ffff::1/128"] }
          right: { kind: router, routes: [198.51.100.0/24 via 203.0.113.2] }
        links:
          - [alice, hub]
          - [bob:em0, hub]
          - between: [hub, left]
          - { between: [left, right], name: slow, like: satellite, back: { rate: 1mbit }, mtu: 1400 }
          - between:
              - { node: "right:wan0", addresses: 203.0.113.1/24 }
              - { node: bob, addresses: [203.0.113.2/24] }
        schedule:
          - { at: 20s, mend: slow }
          - { at: 10s, cut: slow }
          - { at: 1m, change: slow, loss: 20% }
          - { at: 90s, partition: [[alice, hub], [right]] }
          - { at: 2m, heal: }
        """;

    private readonly TopologyModel _office = TopologyModel.Parse(Office);

    [Fact]
    public void Nodes_are_what_the_file_says()
    {
        Assert.Equal(("office", 7UL, TopologyTime.Virtual), (_office.Name, _office.Seed, _office.Time));
        Assert.Equal(
            [("alice", NodeKind.Host), ("bob", NodeKind.Host), ("hub", NodeKind.Bridge), ("left", NodeKind.Router), ("right", NodeKind.Router)],
            _office.Nodes.Select(static node => (node.Name, node.Kind)));
        Assert.Equal(["192.0.2.1/32", "2001:db8:ffff::1/128"], _office.Nodes[3].Loopback.Select(static each => each.ToString()));
        Assert.Contains("198.51.100.0/24 via 203.0.113.2", _office.Nodes[4].Routes.Select(static each => each.ToString()));
    }

    [Fact]
    public void Links_have_names_interfaces_and_the_behaviour_of_their_profiles()
    {
        Assert.Equal(["alice-hub", "bob-hub", "hub-left", "slow", "right-bob"], _office.Links.Select(static link => link.Name));
        Assert.Equal(["bob:em0", "bob:eth0"], _office.Links.SelectMany(static link => new[] { link.A, link.B }).Where(static end => end.Node == "bob").Select(static end => end.ToString()));
        TopologyLink slow = _office.Links[3];
        LinkProperties wan = new() { Delay = TimeSpan.FromMilliseconds(250), Jitter = TimeSpan.FromMilliseconds(4), Loss = 0.05, Rate = 10_000_000, QueueLimit = 50, Queue = new CoDelQueue() };
        Assert.Equal(wan, slow.Forward);
        Assert.Equal(wan with { Rate = 1_000_000 }, slow.Backward);
        Assert.Equal(1400, slow.Mtu);
        Assert.Null(_office.Links[0].Forward);
    }

    [Fact]
    public void What_bridges_join_gets_one_network_of_each_pool_and_what_has_addresses_keeps_them()
    {
        Assert.Equal(
            ["10.0.0.1/29 2001:db8::1/64", "", "10.0.0.2/29 2001:db8::2/64", "", "", "10.0.0.3/29 2001:db8::3/64", "10.0.0.9/30 2001:db8:0:1::1/64", "10.0.0.10/30 2001:db8:0:1::2/64"],
            _office.Links.Take(4).SelectMany(static link => new[] { link.A, link.B }).Select(static end => string.Join(' ', end.Addresses)));
        Assert.Equal("203.0.113.1/24", _office.Links[4].A.Addresses[0].ToString());
    }

    [Fact]
    public void Events_are_in_the_order_of_their_times_and_change_what_they_say()
    {
        Assert.Equal([10, 20, 60, 90, 120], _office.Schedule.Select(static each => each.At.TotalSeconds));
        Assert.Equal("slow", Assert.IsType<CutEvent>(_office.Schedule[0]).Link);
        ChangeEvent change = Assert.IsType<ChangeEvent>(_office.Schedule[2]);
        Assert.Equal(_office.Links[3].Forward! with { Loss = 0.2 }, change.Forward);
        Assert.Equal(_office.Links[3].Backward! with { Loss = 0.2 }, change.Backward);
        Assert.Equal([["alice", "hub"], ["right"]], Assert.IsType<PartitionEvent>(_office.Schedule[3]).Groups);
        Assert.IsType<HealEvent>(_office.Schedule[4]);
    }

    [Theory]
    [InlineData("250us", 2_500)]
    [InlineData("0", 0)]
    [InlineData("1.5ms", 15_000)]
    [InlineData("2 s", 20_000_000)]
    [InlineData("1H", 36_000_000_000)]
    public void Times_have_units(string text, long ticks) =>
        Assert.Equal(ticks, Parse($"delay: {text}").Delay.Ticks);

    [Theory]
    [InlineData("9600bit", 9_600)]
    [InlineData("2.5gbit", 2_500_000_000)]
    [InlineData("64 kbit", 64_000)]
    public void Rates_have_units(string text, long bits) =>
        Assert.Equal(bits, Parse($"rate: {text}").Rate);

    [Theory]
    [InlineData("5%", 0.05)]
    [InlineData("0.5 %", 0.005)]
    [InlineData("0.25", 0.25)]
    [InlineData("100%", 1)]
    public void Parts_are_numbers_or_percent(string text, double part) =>
        Assert.Equal(part, Parse($"loss: {text}").Loss, 1e-12);

    [Fact]
    public void Calls_and_a_file_that_say_the_same_make_the_same()
    {
        TopologyModel built = new TopologyBuilder("pair")
            .WithAddressPool("10.0.0.0/24")
            .WithShortestRoutes()
            .Host("a").Router("r", static node => node.Loopback("192.0.2.1/32")).Host("b")
            .Link("a", "r")
            .Link("r:out", "b", static link => link.Named("slow").Loss(0.1).Rate(1_000_000).Back(static back => back.Loss(0)))
            .At(TimeSpan.FromSeconds(3), static then => then.Cut("slow").Partition(["a"], ["b"]))
            .Build();
        TopologyModel read = TopologyModel.Parse("""
            name: pair
            pool: 10.0.0.0/24
            routes: shortest
            nodes: { a: , r: { kind: router, loopback: 192.0.2.1/32 }, b: }
            links: [[a, r], { between: ["r:out", b], name: slow, loss: 10%, rate: 1mbit, back: { loss: 0 } }]
            schedule: [{ at: 3s, cut: slow }, { at: 3s, partition: [[a], [b]] }]
            """);
        Assert.Equal(Describe(read), Describe(built));
    }

    private static LinkProperties Parse(string condition) =>
        TopologyModel.Parse($"nodes: {{ a: , b: }}\nlinks: [{{ between: [a, b], {condition} }}]").Links[0].Forward!;

    private static string Describe(TopologyModel model) => string.Join(
        '\n',
        model.Nodes.Select(static node => $"{node.Name} {node.Kind} {string.Join(' ', node.Loopback)} {string.Join(' ', node.Routes)}")
            .Concat(model.Links.Select(static link => $"{link.Name} {link.A} {string.Join(' ', link.A.Addresses)} {link.B} {string.Join(' ', link.B.Addresses)} {link.Forward} {link.Backward}"))
            .Concat(model.Schedule.Select(static each => each is PartitionEvent partition ? $"{each.At} {string.Join('|', partition.Groups.Select(static group => string.Join(',', group)))}" : each.ToString())));
}
