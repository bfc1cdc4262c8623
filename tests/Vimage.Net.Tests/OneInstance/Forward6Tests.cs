using System.Net;

namespace Vimage.Net.Tests;

/// <summary>A router of IPv6.</summary>
[Trait("RFC", "8200")]
public sealed class Forward6Tests
{
    private const string Sender = "2001:db8:1::3";
    private const string Destination = "2001:db8:2::9";

    [Trait("FreeBSD", "netinet6/forward6.sh fwd_ip6_gu_icmp_gw_gu_fast")]
    [Trait("FreeBSD", "netinet6/forward6.sh fwd_ip6_gu_icmp_gw_gu_slow")]
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void A_packet_for_another_is_sent_on_without_options_by_the_fast_path(bool hasOptions, int fast)
    {
        using TestStack stack = new();
        (Wire inside, Wire outside) = AddRouter(stack);
        (long forwarded, long fastForwarded) = (Ip6.Statistics.Forwarded, Ip6.Statistics.FastForwarded);
        inside.InjectIp6(hasOptions
            ? Packets6.Ip(Sender, Destination, IpProtocol.HopByHop, [IpProtocol.None, 0, 1, 4, 0, 0, 0, 0])
            : Packets6.Echo(Sender, Destination));
        byte[] packet = Assert.Single(outside.Sent)[EthernetHeader.Size..];
        Assert.Equal(63, new Ip6Header(packet).HopLimit);
        Assert.Equal((1, fast), (Ip6.Statistics.Forwarded - forwarded, Ip6.Statistics.FastForwarded - fastForwarded));
    }

    [Trait("FreeBSD", "netinet6/forward6.sh fwd_ip6_gu_icmp_gw_ll_fast")]
    [Fact]
    public void A_packet_goes_by_a_gateway_that_is_known_by_its_link_local_address()
    {
        using TestStack stack = new();
        (Wire inside, Wire outside) = AddRouter(stack);
        IPAddress gateway = IPAddress.Parse($"fe80::99%{outside.Index}");
        Nd6.AddStatic(outside, gateway, MacAddress.Parse("02:00:00:00:00:bb"));
        Routing.Add(IPNetwork.Parse("2001:db8:3::/48"), gateway);
        inside.InjectIp6(Packets6.Echo(Sender, "2001:db8:3::1"));
        Assert.Equal(MacAddress.Parse("02:00:00:00:00:bb"), EthernetHeader.Destination(Assert.Single(outside.Sent)));
    }

    [Trait("RFC", "4443")]
    [Fact]
    public void A_packet_whose_time_is_up_is_time_exceeded()
    {
        using TestStack stack = new();
        (Wire inside, Wire outside) = AddRouter(stack);
        byte[] packet = Packets6.Echo(Sender, Destination);
        packet[7] = 1;
        inside.InjectIp6(packet);
        Assert.Empty(outside.Sent);
        byte[] error = Assert.Single(inside.SentIp6());
        Assert.Equal((Icmp6Type.TimeExceeded, Icmp6Code.HopLimitExceeded, 0u), Packets6.IcmpOf(error));
        Assert.Equal("2001:db8:1::1", new Ip6Header(error).Source.ToString());
    }

    [Trait("RFC", "4443")]
    [Fact]
    public void A_packet_longer_than_the_next_link_takes_is_too_big()
    {
        using TestStack stack = new();
        (Wire inside, Wire outside) = AddRouter(stack);
        outside.Mtu = 1300;
        inside.InjectIp6(Packets6.Echo(Sender, Destination, size: 1300));
        Assert.Empty(outside.Sent);
        byte[] error = Assert.Single(inside.SentIp6());
        Assert.Equal((Icmp6Type.PacketTooBig, 0, 1300u), Packets6.IcmpOf(error));
        Assert.Equal(Ip6Header.MinMtu, error.Length);
    }

    [Trait("RFC", "4443")]
    [Fact]
    public void A_packet_without_a_route_is_unreachable()
    {
        using TestStack stack = new();
        (Wire inside, _) = AddRouter(stack);
        inside.InjectIp6(Packets6.Echo(Sender, "2001:db9::1"));
        Assert.Equal((Icmp6Type.Unreachable, Icmp6Code.NoRoute, 0u), Packets6.IcmpOf(Assert.Single(inside.SentIp6())));
    }

    [Trait("RFC", "4007")]
    [Fact]
    public void A_packet_from_a_link_local_address_does_not_leave_its_link()
    {
        using TestStack stack = new();
        (Wire inside, Wire outside) = AddRouter(stack);
        Nd6.AddStatic(inside, IPAddress.Parse("fe80::3"), Wire.PeerLink);
        inside.InjectIp6(Packets6.Echo("fe80::3", Destination));
        Assert.Empty(outside.Sent);
        Assert.Equal((Icmp6Type.Unreachable, Icmp6Code.BeyondScope, 0u), Packets6.IcmpOf(Assert.Single(inside.SentIp6())));
    }

    [Trait("RFC", "4861")]
    [Fact]
    public void A_sender_on_the_link_of_a_better_router_is_told_of_it_and_a_host_follows()
    {
        using TestStack stack = new();
        (Wire inside, _) = AddRouter(stack);
        IPAddress better = IPAddress.Parse($"fe80::4%{inside.Index}");
        Routing.Add(IPNetwork.Parse("2001:db8:4::/48"), better);
        Nd6.AddStatic(inside, better, Wire.PeerLink);
        inside.InjectIp6(Packets6.Echo(Sender, "2001:db8:4::1"));
        byte[] redirect = Assert.Single(inside.SentIcmp6(Icmp6Type.Redirect));
        Assert.Equal("fe80::4", Packets6.TargetOf(redirect));
        Assert.Equal(255, new Ip6Header(redirect).HopLimit);
    }

    [Trait("RFC", "4861")]
    [Fact]
    public void A_host_follows_the_redirect_of_its_router_and_of_no_other()
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6("2001:db8:1::1");
        IPAddress router = IPAddress.Parse($"fe80::2%{wire.Index}");
        Routing.Add(Routing.Default6, router);
        byte[] body = new byte[32];
        Packets6.Address("fe80::4").Write(body);
        Packets6.Address("2001:db8:4::1").Write(body.AsSpan(16));
        wire.InjectIp6(Packets6.Icmp("fe80::7", "2001:db8:1::1", Icmp6Type.Redirect, 0, body));
        Assert.Equal(router, Routing.Get(IPAddress.Parse("2001:db8:4::1"))!.Gateway);
        wire.InjectIp6(Packets6.Icmp("fe80::2", "2001:db8:1::1", Icmp6Type.Redirect, 0, body));
        Route route = Routing.Get(IPAddress.Parse("2001:db8:4::1"))!;
        Assert.Equal((IPAddress.Parse($"fe80::4%{wire.Index}"), RouteKind.Redirected), (route.Gateway, route.Kind));
    }

    // Two networks with everybody's link-layer addresses.
    private static (Wire Inside, Wire Outside) AddRouter(TestStack stack)
    {
        Wire inside = stack.AddWire6("2001:db8:1::1");
        Wire outside = stack.AddWire6("2001:db8:2::1");
        Ip6.IsForwarding = true;
        Nd6.AddStatic(inside, IPAddress.Parse(Sender), Wire.PeerLink);
        Nd6.AddStatic(outside, IPAddress.Parse(Destination), Wire.PeerLink);
        return (inside, outside);
    }
}
