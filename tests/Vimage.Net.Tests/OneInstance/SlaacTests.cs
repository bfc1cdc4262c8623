using System.Buffers.Binary;
using System.Net;

namespace Vimage.Net.Tests;

/// <summary>What a host makes of router advertisements, and what a router sends.</summary>
[Trait("RFC", "4861")]
public sealed class SlaacTests
{
    private const string Router = "fe80::99";
    private static readonly IPNetwork s_prefix = IPNetwork.Parse("2001:db8:5::/64");

    [Trait("FreeBSD", "netinet6/ndp.sh ndp_slaac_default_route")]
    [Fact]
    public void A_default_route_that_was_taken_away_comes_back_with_the_next_advertisement()
    {
        using TestStack stack = new();
        Wire wire = Host(stack);
        Advertise(wire, 1800, 600, 300);
        Route route = Assert.Single(Routing.Routes, static each => each.Kind == RouteKind.Advertised);
        Assert.Equal((Routing.Default6, IPAddress.Parse($"{Router}%{wire.Index}"), wire), (route.Destination, route.Gateway, route.Interface));
        Routing.Remove(route);
        Advertise(wire, 1800, 600, 300);
        Assert.Single(Routing.Routes, static each => each.Kind == RouteKind.Advertised);
        Advertise(wire, 0, 600, 300);
        Assert.DoesNotContain(Routing.Routes, static each => each.Kind == RouteKind.Advertised);
    }

    [Trait("RFC", "4862")]
    [Trait("FreeBSD", "netinet6/ndp.sh ndp_prefix_lifetime")]
    [Fact]
    public void An_address_is_deprecated_and_then_removed_when_its_times_are_over()
    {
        using TestStack stack = new();
        Wire wire = Host(stack);
        Advertise(wire, 1800, valid: 10, preferred: 5);
        Assert.Equal(AddressFlags.Autoconfigured, Assert.Single(wire.Addresses, InPrefix).Flags);
        stack.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(AddressFlags.Autoconfigured | AddressFlags.Deprecated, Assert.Single(wire.Addresses, InPrefix).Flags);
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(wire.Addresses, InPrefix);
        Assert.Null(Routing.Get(s_prefix.BaseAddress) is { Kind: RouteKind.Connected } left ? left : null);
    }

    [Trait("RFC", "4862")]
    [Fact]
    public void A_short_life_is_not_believed_of_an_address_that_has_a_long_one()
    {
        using TestStack stack = new();
        Wire wire = Host(stack);
        Advertise(wire, 1800, valid: 86400, preferred: 86400);
        Advertise(wire, 1800, valid: 1, preferred: 1);
        stack.Time.Advance(TimeSpan.FromSeconds(7100));
        Assert.Contains(wire.Addresses, InPrefix);
        stack.Time.Advance(TimeSpan.FromSeconds(200));
        Assert.DoesNotContain(wire.Addresses, InPrefix);
    }

    [Fact]
    public void A_router_and_an_interface_that_was_not_told_to_believe_nobody()
    {
        using TestStack stack = new();
        Wire wire = Host(stack);
        Ip6.IsForwarding = true;
        Advertise(wire, 1800, 600, 300);
        Ip6.IsForwarding = false;
        wire.AcceptsRouterAdvertisements = false;
        Advertise(wire, 1800, 600, 300);
        Assert.DoesNotContain(wire.Addresses, InPrefix);
        Assert.DoesNotContain(Routing.Routes, static each => each.Kind == RouteKind.Advertised);
    }

    [Fact]
    public void A_host_asks_for_routers_three_times_until_one_answers()
    {
        using TestStack stack = new();
        Wire wire = Host(stack);
        stack.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(3, wire.SentIcmp6(Icmp6Type.RouterSolicitation).Count);
    }

    [Trait("RFC", "4191")]
    [Fact]
    public void Of_two_routers_the_preferred_one_is_used_and_the_other_when_that_is_gone()
    {
        using TestStack stack = new();
        Wire wire = Host(stack);
        Advertise(wire, 1800, 600, 300);
        Advertise(wire, 1800, 600, 300, "fe80::77", preference: 1);
        Assert.Equal(IPAddress.Parse($"fe80::77%{wire.Index}"), Routing.Get(IPAddress.Parse("2001:db9::1"))!.Gateway);
        Advertise(wire, 0, 600, 300, "fe80::77");
        Assert.Equal(IPAddress.Parse($"{Router}%{wire.Index}"), Routing.Get(IPAddress.Parse("2001:db9::1"))!.Gateway);
    }

    [Fact]
    public void A_router_advertises_soon_again_and_again_to_who_asks_and_says_when_it_ends()
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6("2001:db8:5::1");
        Ip6.IsForwarding = true;
        RouterAdvertisement advertisement = new() { Prefixes = [new AdvertisedPrefix(s_prefix)], Mtu = 1400, MaxInterval = TimeSpan.FromSeconds(100) };
        RouterAdvertiser advertiser = RouterAdvertiser.Start(wire, advertisement);
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        byte[] first = Assert.Single(wire.SentIcmp6(Icmp6Type.RouterAdvertisement));
        Assert.Equal(Ip6Header.Size + 16 + 8 + 8 + 32, first.Length);
        Assert.Equal(Icmp6Type.RouterAdvertisement, Packets6.IcmpOf(first).Type);
        stack.Time.Advance(TimeSpan.FromSeconds(1000));
        Assert.InRange(wire.SentIcmp6(Icmp6Type.RouterAdvertisement).Count, 10, 40);

        wire.Sent.Clear();
        wire.InjectIp6(Packets6.Icmp(Router, "ff02::2", Icmp6Type.RouterSolicitation, 0, []));
        stack.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.NotEmpty(wire.SentIcmp6(Icmp6Type.RouterAdvertisement));
        wire.Sent.Clear();
        advertiser.Dispose();
        byte[] last = Assert.Single(wire.SentIcmp6(Icmp6Type.RouterAdvertisement));
        Assert.Equal(0, BinaryPrimitives.ReadUInt16BigEndian(last.AsSpan(Ip6Header.Size + 6)));
        stack.Time.Advance(TimeSpan.FromSeconds(1000));
        Assert.Single(wire.SentIcmp6(Icmp6Type.RouterAdvertisement));
    }

    [Fact]
    public void An_advertisement_that_cannot_be_sent_is_refused()
    {
        using TestStack stack = new();
        Wire wire = Wire.Create();
        Assert.Equal("EAFNOSUPPORT", Assert.Throws<NetworkException>(() => RouterAdvertiser.Start(wire, new RouterAdvertisement())).Errno);
        wire.EnableIpv6();
        Assert.Contains("1280", Assert.Throws<ArgumentException>(() => RouterAdvertiser.Start(wire, new RouterAdvertisement { Mtu = 1000 })).Message, StringComparison.Ordinal);
        using (RouterAdvertiser.Start(wire, new RouterAdvertisement()))
        {
            Assert.Equal("EEXIST", Assert.Throws<NetworkException>(() => RouterAdvertiser.Start(wire, new RouterAdvertisement())).Errno);
        }
    }

    private static bool InPrefix(IPNetworkAddress address) => s_prefix.Contains(address.Address);

    private static Wire Host(TestStack stack)
    {
        stack.Set(0, static () => Nd6.V_ip6_dad_count, static value => Nd6.V_ip6_dad_count = value);
        Wire wire = Wire.Create();
        wire.EnableIpv6();
        wire.AcceptsRouterAdvertisements = true;
        wire.Up();
        return wire;
    }

    private static void Advertise(Wire wire, int routerLifetime, uint valid, uint preferred, string router = Router, int preference = 0)
    {
        byte[] body = new byte[8 + NdPrefixOption.Size];
        BinaryPrimitives.WriteUInt32BigEndian(body, 0);
        new NdPrefixOption(body.AsSpan(8)).Write(InAddress.From(s_prefix.BaseAddress), 64, true, true, valid, preferred);
        uint rest = (64u << 24) | ((uint)preference << 19) | (uint)routerLifetime;
        wire.InjectIp6(Packets6.Icmp(router, "ff02::1", Icmp6Type.RouterAdvertisement, rest, body));
    }
}
