namespace Vimage.Net.Tests;

[Trait("FreeBSD", "netpfil/pf/fragmentation.sh")]
public sealed class PfFragmentTests
{
    private const string OnlyEchoes = "block in\npass out\npass in inet proto icmp icmp-type 8\npass in inet6 proto icmp6";

    /// <summary>(too_many_fragments: a packet has 64 at most.)</summary>
    [Theory]
    [InlineData(800, true)]
    [InlineData(20000, false)]
    public void A_packet_of_more_than_64_fragments_does_not_pass(int size, bool passes)
    {
        using FilterWorld world = new();
        (world.Near.Mtu, world.Inner.Mtu) = (200, 200);
        world.Load(OnlyEchoes);
        Assert.Equal(passes, world.Pings(size));
        world.Stack.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, world.Stack.Netisr.PacketsInUse);
    }

    /// <summary>(v6: rules see the whole, and what is sent on is cut as it was.)</summary>
    [Theory]
    [InlineData(4500)]
    [InlineData(65000)]
    public void Fragments_of_ipv6_pass_to_this_host_and_through_it(int size)
    {
        using FilterWorld world = new();

        // Not all pieces are kept for a neighbour that is still asked for.
        Assert.True(world.Pings6());
        world.Load(OnlyEchoes);
        Assert.Equal(1, FilterWorld.Ping6(world.Stack, world.Client, "2001:db8:1::1", size));
        (long fragments, long tooBig) = world.Far.Run(static () => (Ip6.Statistics.Fragments, Ip6.Statistics.Reassembled));
        Assert.True(world.Pings6(size));
        (long after, long whole) = world.Far.Run(static () => (Ip6.Statistics.Fragments, Ip6.Statistics.Reassembled));
        Assert.Equal(1, whole - tooBig);
        Assert.Equal((size + 8 + 1447) / 1448, after - fragments);
        Assert.Equal(0, world.Stack.Netisr.PacketsInUse);
    }

    [Theory]
    [InlineData("set reassemble yes\nblock in\npass in proto icmp icmp-type 8", true)]
    [InlineData("set reassemble no\nblock in\npass in proto icmp icmp-type 8", false)]
    [InlineData("set reassemble no\nblock in\npass in proto icmp", true)]
    public void Where_fragments_are_not_put_together_only_rules_without_types_and_ports_match_them(string rules, bool passes)
    {
        using FilterWorld world = new();
        world.Load(rules + "\npass out");
        Assert.Equal(passes, world.Pings(4000));
    }
}
