using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

[Trait("FreeBSD", "netpfil/pf/forward.sh")]
public sealed class PfForwardTests
{
    [Theory]
    [InlineData("", true, true)]
    [InlineData("block in", false, false)]
    [InlineData("block out", false, false)]
    [InlineData("block in\npass in proto icmp", true, false)]
    [InlineData("block in\npass in proto icmp6", false, true)]
    [InlineData("block in quick\npass in", false, false)]
    [InlineData("block inet\npass in on $inner inet proto icmp\npass out on $outer inet", true, true)]
    [InlineData("block in on $inner", false, false)]
    [InlineData("block in on $inner to 198.51.100.0/24", false, true)]
    [InlineData("block in on $inner to ! 198.51.100.0/24\npass in proto icmp6", true, true)]
    [InlineData("table <far> { 198.51.100.0/25, 2001:db8:2::/64 }\nblock in to <far>", false, false)]
    [InlineData("block in on $inner inet6 from 2001:db8:1::2", true, false)]
    [InlineData("block in on $inner proto tcp", true, true)]
    public void Rules_decide_what_is_sent_on(string rules, bool passes, bool passes6)
    {
        using FilterWorld world = new();
        Assert.Equal((true, true), (world.Pings(), world.Pings6()));
        world.Load(rules);
        Assert.Equal((passes, passes6), (world.Pings(), world.Pings6()));
        world.Router.Run(Pf.Disable);
        Assert.Equal((true, true), (world.Pings(), world.Pings6()));
    }

    [Fact]
    public void A_state_lets_answers_pass_that_rules_block()
    {
        using FilterWorld world = new();

        // Neighbours have no state.
        Assert.Equal((true, true), (world.Pings(), world.Pings6()));
        world.Load("block\npass in on $inner proto { icmp, icmp6 }\npass out on $outer proto { icmp, icmp6 }");
        Assert.Equal((true, true), (world.Pings(), world.Pings6()));
        Assert.Equal(0, world.Stack.Ping(world.Far, FilterWorld.Host, wait: TimeSpan.FromSeconds(1)));
        world.Load("block\npass in on $inner no state\npass out on $outer no state");
        world.Router.Run(Pf.FlushStates);
        Assert.Equal((false, false), (world.Pings(), world.Pings6()));
    }

    /// <summary>Such packets leave by the state that the one before left by; not when that is gone.</summary>
    [Theory]
    [InlineData(FilterWorld.Server)]
    [InlineData(FilterWorld.Server6)]
    public void What_is_sent_on_is_looked_at_anew_when_its_state_on_the_way_out_is_gone(string server)
    {
        using FilterWorld world = new();
        IPEndPoint service = new(IPAddress.Parse(server), 10);
        using VnetSocket to = world.Far.Run(() => new VnetSocket(service.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false });
        to.Bind(service);
        using VnetSocket from = world.Client.Run(() => new VnetSocket(service.AddressFamily, SocketType.Dgram, ProtocolType.Udp));

        // Neighbours pass the filter, too.
        Assert.True(Reaches());
        world.Load("pass in on $inner\npass out on $outer");
        Assert.True(Reaches() && Reaches() && Reaches());
        world.Router.Run(() =>
        {
            Assert.Equal([3L, 3L], Pf.Rules.Select(static each => each.Packets));
            Assert.Equal(2, Pf.States.Count);
        });
        world.Load("pass in on $inner\nblock out on $outer");
        Assert.True(Reaches());

        // What comes in and is not sent on keeps the one state and not the other.
        from.Ttl = 1;
        for (int i = 0; i < 3; i++)
        {
            Assert.False(Reaches());
            world.Stack.Time.Advance(TimeSpan.FromSeconds(25));
        }

        from.Ttl = 64;
        Assert.Single(world.Router.Run(static () => Pf.States));
        Assert.False(Reaches());

        bool Reaches()
        {
            byte[] buffer = new byte[1];
            from.SendTo(buffer, service);
            world.Stack.Time.Advance(TimeSpan.FromSeconds(1));
            return to.Available > 0 && to.Receive(buffer) == 1;
        }
    }

    [Fact]
    public void Counters_and_the_log_say_what_a_rule_has_done()
    {
        using FilterWorld world = new();
        world.Load("pass out\npass in on $inner\nblock in log on $inner proto udp to port 9");
        Assert.Null(world.Send(world.Client, world.Far, FilterWorld.Server, 9, 9));
        Assert.NotNull(world.Send(world.Client, world.Far, FilterWorld.Server, 10, 10));
        world.Router.Run(() =>
        {
            PfRuleInfo blocking = Pf.Rules[2];
            Assert.Equal((3, 1, 31, 0), (blocking.Evaluations, blocking.Packets, blocking.Bytes, blocking.States));
            Assert.Equal((1, 1), (Pf.Rules[1].Packets, Pf.Rules[1].States));
            PfLogEntry entry = Assert.Single(Pf.Log);
            Assert.Equal((world.Inner.Name, PacketDirection.In, 17, 9), (entry.Interface, entry.Direction, entry.Protocol, entry.Destination.Port));
            Assert.Equal(1, Pf.Statistics.Blocked);
        });
    }
}
