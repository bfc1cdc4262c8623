using System.Net;

namespace Vimage.Net.Tests;

public sealed class TunnelTests
{
    [Fact]
    public void TwoVnets_ReachEachOther_ThroughATunnelOverARouter()
    {
        using TestStack stack = new();
        (Vnet first, Vnet router, Vnet second) = (Hosts.Add("first"), Hosts.Add("router"), Hosts.Add("second"));
        (Epair a, Epair b, _, _) = Hosts.ConnectByRouter(first, router, second);
        AddTunnel(first, "10.0.0.1", "10.0.1.2").Configure("198.51.100.1");
        AddTunnel(second, "10.0.1.2", "10.0.0.1").Configure("198.51.100.2");
        Assert.Equal(1, stack.Ping(first, "198.51.100.2"));
        Assert.Equal(1, stack.Ping(second, "198.51.100.1", size: 20000));
        Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("198.51.100.2"), 80), 300_000, client: first, server: second);

        // Over a VLAN, and with a delay, too.
        b.Link = new LinkProperties { Delay = TimeSpan.FromMilliseconds(2) };
        a.PriorityCodePoint = 4;
        Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("198.51.100.2"), 80), 300_000, client: first, server: second);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public async Task MovedTunnel_HasNoEnds_UntilItIsGivenSome()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        AddTunnel(first, "192.0.2.1", "192.0.2.2").Configure("198.51.100.1");
        Gif moved = AddTunnel(stack.Vnet, "203.0.113.1", "203.0.113.2");
        moved.Rename("gif7");
        moved.MoveTo(second);
        Assert.Null(moved.LocalOuter);
        Assert.Equal("ENXIO", Refusal(moved.Up));
        Assert.Equal("ENXIO", Refusal(() => moved.Configure("198.51.100.2")));
        moved.SetTunnel(IPAddress.Parse("192.0.2.2"), IPAddress.Parse("192.0.2.1"));
        moved.Configure("198.51.100.2");
        Assert.Equal(1, stack.Ping(first, "198.51.100.2"));
        await second.DestroyAsync();
        Assert.Same(stack.Vnet, moved.Vnet);
        Assert.False(moved.IsUp);

        // What it was in its home does not stand in the way of another.
        _ = AddTunnel(stack.Vnet, "203.0.113.1", "203.0.113.2");
    }

    [Theory]
    [InlineData(false, "203.0.113.1", "203.0.113.2", 24)]
    [InlineData(false, "2001:db8:9::1", "2001:db8:9::2", 64)]
    [InlineData(true, "203.0.113.1", "203.0.113.2", 24)]
    [InlineData(true, "2001:db8:9::1", "2001:db8:9::2", 64)]
    public void PacketsOfEachFamily_GoThroughATunnelOfEach(bool isOuter6, string one, string other, int length)
    {
        using FilterWorld world = new();
        (string near, string far) = isOuter6 ? ("2001:db8:1::2", FilterWorld.Server6) : (FilterWorld.Host, FilterWorld.Server);
        AddTunnel(world.Client, near, far).Configure(one, length);
        AddTunnel(world.Far, far, near).Configure(other, length);
        Transfers.Run(world.Stack, new IPEndPoint(IPAddress.Parse(other), 80), 300_000, client: world.Client, server: world.Far);
        Assert.Equal(0, world.Stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void TunnelBetweenTwoFamilies_IsRefused()
    {
        using TestStack stack = new();
        Assert.Equal("EINVAL", Refusal(() => AddTunnel(stack.Vnet, "192.0.2.1", "2001:db8::1")));
        Assert.Equal("EINVAL", Refusal(() => AddTunnel(stack.Vnet, "2001:db8::1", "ff02::1")));
    }

    private static Gif AddTunnel(Vnet vnet, string local, string remote) => vnet.Run(() => Gif.Create(IPAddress.Parse(local), IPAddress.Parse(remote)));

    private static string Refusal(Action action) => Assert.Throws<NetworkException>(action).Errno;
}
