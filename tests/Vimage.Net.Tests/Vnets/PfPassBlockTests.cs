namespace Vimage.Net.Tests;

[Trait("FreeBSD", "netpfil/pf/pass_block.sh")]
public sealed class PfPassBlockTests
{
    /// <summary>(noalias.)</summary>
    [Theory]
    [InlineData("", true, true)]
    [InlineData("block out inet6 from ($near:0) to any", false, true)]
    [InlineData("block out inet6 from ($near) to any", false, false)]
    [InlineData("block out inet6 from (epair) to any", false, false)]
    [InlineData("block out inet6 from ($near:network) to any", false, false)]
    public void The_first_address_of_an_interface_is_none_of_its_link(string rules, bool pings, bool pingsLink)
    {
        using FilterWorld world = new();
        string link = world.Near.Addresses.Single(static each => each.Address.IsIPv6LinkLocal).Address.ToString();
        link = $"{link[..link.IndexOf('%', StringComparison.Ordinal)]}%{world.Inner.Index}";
        Assert.Equal((1, 1), (Ping("2001:db8:1::2"), Ping(link)));
        world.Client.Run(() => Pf.Load(rules.Replace("$near", world.Near.Name, StringComparison.Ordinal)));
        Assert.Equal((pings ? 1 : 0, pingsLink ? 1 : 0), (Ping("2001:db8:1::2"), Ping(link)));

        int Ping(string address) => FilterWorld.Ping6(world.Stack, world.Router, address);
    }

    /// <summary>(nested_inline.)</summary>
    [Fact]
    public void A_rule_of_an_anchor_in_an_anchor_lets_pass()
    {
        using FilterWorld world = new();
        world.Load("block in");
        Assert.False(world.Pings());
        world.Load("""
            block in
            anchor "an1" {
              pass in quick proto tcp to port 1234
              anchor "an2" {
                pass in quick proto icmp
              }
            }
            """);
        Assert.True(world.Pings());
        Assert.False(world.Pings6());
    }
}
