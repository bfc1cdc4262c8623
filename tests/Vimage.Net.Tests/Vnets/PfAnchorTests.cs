namespace Vimage.Net.Tests;

public sealed class PfAnchorTests
{
    [Trait("FreeBSD", "netpfil/pf/anchor.sh")]
    [Fact]
    public void Rules_of_an_anchor_come_and_go_while_those_around_it_stay()
    {
        using FilterWorld world = new();
        world.Load("block in inet\npass out\nanchor \"foo\" in on $inner");
        Assert.False(world.Pings());
        world.Router.Run(() =>
        {
            Pf.Anchor("foo").Load("anchor \"bar\"");
            Pf.Anchor("foo/bar").Load("pass in proto icmp");
        });
        Assert.True(world.Pings());
        Assert.Equal(1, world.Router.Run(static () => Assert.Single(Pf.Anchor("foo/bar").Rules).States));

        // The main rules are loaded anew, and the anchor has what it had.
        world.Load("block in inet\npass out\nanchor \"foo\"");
        world.Router.Run(Pf.FlushStates);
        Assert.True(world.Pings());
        world.Router.Run(static () =>
        {
            Pf.Anchor("foo/bar").Flush();
            Pf.FlushStates();
        });
        Assert.False(world.Pings());
    }

    [Theory]
    [InlineData("anchor \"a\" quick { pass in proto icmp }\nblock in", true)]
    [InlineData("anchor \"a\" quick { pass in proto udp }\nblock in", false)]
    [InlineData("anchor \"a\" { pass in proto icmp }\nblock in", false)]
    [InlineData("anchor \"a\" { pass in quick proto icmp }\nblock in", true)]
    [InlineData("block in\nanchor \"a\" out { pass in proto icmp }", false)]
    public void What_is_behind_an_anchor_counts_unless_something_in_it_was_final(string rules, bool passes)
    {
        using FilterWorld world = new();
        world.Load(rules);
        Assert.Equal(passes, world.Pings());
    }

    [Fact]
    public void An_anchor_has_no_translations()
    {
        using FilterWorld world = new();
        NetworkException refused = world.Router.Run(static () =>
            Assert.Throws<NetworkException>(static () => Pf.Anchor("foo").Load("rdr proto tcp from any to any port 80 -> 192.0.2.1")));
        Assert.Equal(("EINVAL", "foo"), (refused.Errno, refused.Subject));
    }

    [Trait("FreeBSD", "netpfil/pf/set_skip.sh")]
    [Theory]
    [InlineData("set skip on lo", true)]
    [InlineData("set skip on lo0", true)]
    [InlineData("set skip on foo", true)]
    [InlineData("set skip on { bar foo }", true)]
    [InlineData("set skip on bar", false)]
    [InlineData("", false)]
    public void Packets_of_an_interface_or_group_that_is_skipped_are_not_looked_at(string option, bool passes)
    {
        using TestStack stack = new();
        Vnet host = Hosts.Add("host");
        int replies = host.Run(() =>
        {
            TestStack.Loopback.AddGroup("foo");
            Pf.Load($"{option}\nblock in");
            return stack.Ping(host, "127.0.0.1");
        });
        Assert.Equal(passes ? 1 : 0, replies);
    }

    [Fact]
    public void Groups_are_of_the_vnet_that_the_interface_is_in()
    {
        using TestStack stack = new();
        Vnet host = Hosts.Add("host");
        (Epair a, _) = Epair.Create();
        Assert.Equal(["all", "epair"], a.Groups);
        a.AddGroup("dmz");
        Assert.Equal("EEXIST", Assert.Throws<NetworkException>(() => a.AddGroup("dmz")).Errno);
        Assert.Throws<ArgumentException>(() => a.AddGroup("dmz1"));
        a.MoveTo(host);
        Assert.Equal(["all", "epair"], a.Groups);
        a.AddGroup("lan");
        a.RemoveGroup("lan");
        Assert.Equal("ENOENT", Assert.Throws<NetworkException>(() => a.RemoveGroup("lan")).Errno);
    }
}
