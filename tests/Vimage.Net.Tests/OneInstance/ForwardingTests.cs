using System.Net;

namespace Vimage.Net.Tests;

[Trait("RFC", "1812")]
public sealed class ForwardingTests
{
    private const string Sender = "192.0.2.3";

    [Trait("FreeBSD", "netinet/forward.sh")]
    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 0)]
    public void PacketForAnother_IsSentOn_WithoutOptionsByTheFastPath(int optionBytes, int fast)
    {
        using TestStack stack = new();
        (Wire inside, Wire outside) = AddRouter();
        (long forwarded, long fastForwarded) = (Ip.Statistics.Forwarded, Ip.Statistics.FastForwarded);
        inside.InjectIp(Packets.Ip(Sender, "198.51.100.2", IpProtocol.Icmp, Packets.Echo(), options: [.. Enumerable.Repeat((byte)1, optionBytes)]));
        byte[] packet = Assert.Single(outside.SentIp());
        Assert.Equal(63, packet[8]);
        Assert.Equal(0, InternetChecksum.Of(packet.AsSpan(0, 20 + optionBytes)));
        Assert.Equal((1, fast), (Ip.Statistics.Forwarded - forwarded, Ip.Statistics.FastForwarded - fastForwarded));
    }

    [Trait("RFC", "792")]
    [Fact]
    public void PacketWhoseTimeIsUp_IsTimeExceeded()
    {
        using TestStack stack = new();
        (Wire inside, Wire outside) = AddRouter();
        inside.InjectIp(Packets.Ip(Sender, "198.51.100.2", IpProtocol.Icmp, Packets.Echo(), ttl: 1));
        Assert.Empty(outside.SentIp());
        byte[] error = Assert.Single(inside.SentIp());
        Assert.Equal((IcmpType.TimeExceeded, IcmpCode.TransitTimeExceeded), Packets.IcmpOf(error));
        Assert.Equal(Packets.Address("192.0.2.1"), new IpHeader(error).Source);
    }

    [Trait("RFC", "792")]
    [Fact]
    public void PacketWithoutARoute_IsUnreachable()
    {
        using TestStack stack = new();
        (Wire inside, _) = AddRouter();
        inside.InjectIp(Packets.Ip(Sender, "203.0.113.9", IpProtocol.Icmp, Packets.Echo()));
        Assert.Equal((IcmpType.Unreachable, IcmpCode.HostUnreachable), Packets.IcmpOf(Assert.Single(inside.SentIp())));
    }

    [Trait("FreeBSD", "netinet/forward.sh")]
    [Fact]
    public void Blackhole_SwallowsAndCounts_RejectTells()
    {
        using TestStack stack = new();
        (Wire inside, _) = AddRouter();
        Routing.AddEnd(IPNetwork.Parse("203.0.113.0/24"), RouteKind.Blackhole);
        long before = Ip.Statistics.CantForward;
        inside.InjectIp(Packets.Ip(Sender, "203.0.113.9", IpProtocol.Icmp, Packets.Echo()));
        Assert.Equal(1, Ip.Statistics.CantForward - before);
        Assert.Empty(inside.SentIp());
        Routing.AddEnd(IPNetwork.Parse("203.0.113.128/25"), RouteKind.Reject);
        inside.InjectIp(Packets.Ip(Sender, "203.0.113.200", IpProtocol.Icmp, Packets.Echo()));
        Assert.Equal(IcmpType.Unreachable, Packets.IcmpOf(Assert.Single(inside.SentIp())).Type);
    }

    [Trait("RFC", "791")]
    [Trait("RFC", "1191")]
    [Fact]
    public void PacketTooLongForTheNextLink_IsFragmented_OrItsSenderTold()
    {
        using TestStack stack = new();
        (Wire inside, Wire outside) = AddRouter();
        outside.Mtu = 576;
        inside.InjectIp(Packets.Ip(Sender, "198.51.100.2", IpProtocol.Icmp, Packets.Echo(1400)));
        Assert.Equal(3, outside.SentIp().Count);
        Assert.All(outside.SentIp(), static fragment => Assert.True(fragment.Length <= 576));

        inside.InjectIp(Packets.Ip(Sender, "198.51.100.2", IpProtocol.Icmp, Packets.Echo(1400), fragment: IpHeader.DontFragment));
        byte[] error = Assert.Single(inside.SentIp());
        Assert.Equal((IcmpType.Unreachable, IcmpCode.FragmentationNeeded), Packets.IcmpOf(error));
        Assert.Equal(576, Packets.WordAt(error, 26));
    }

    [Trait("RFC", "792")]
    [Fact]
    public void PacketThatLeavesByTheWayItCame_IsSentOn_AndItsSenderRedirected()
    {
        using TestStack stack = new();
        (Wire inside, _) = AddRouter();
        Routing.Add(IPNetwork.Parse("203.0.113.0/24"), IPAddress.Parse("192.0.2.4"));
        Arp.AddStatic(inside, IPAddress.Parse("192.0.2.4"), Wire.PeerLink);
        inside.InjectIp(Packets.Ip(Sender, "203.0.113.9", IpProtocol.Icmp, Packets.Echo()));
        Assert.Equal(2, inside.SentIp().Count);
        byte[] redirect = inside.SentIp()[0];
        Assert.Equal(IcmpType.Redirect, Packets.IcmpOf(redirect).Type);
        Assert.Equal(Packets.Address("192.0.2.4"), new IcmpHeader(redirect.AsSpan(20)).Rest);
    }

    [Trait("RFC", "1122")]
    [Trait("FreeBSD", "netinet/redirect.sh")]
    [Fact]
    public void Redirect_FromTheGateway_IsFollowed_FromAnotherNot()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        Routing.Add(Routing.Default, IPAddress.Parse("192.0.2.3"));
        IPAddress far = IPAddress.Parse("198.51.100.42");
        wire.InjectIp(Redirect(from: "192.0.2.9"));
        Assert.Equal(IPAddress.Parse("192.0.2.3"), Routing.Get(far)!.Gateway);
        wire.InjectIp(Redirect(from: "192.0.2.3"));
        Assert.Equal(IPAddress.Parse("192.0.2.4"), Routing.Get(far)!.Gateway);
        Assert.Equal(RouteKind.Redirected, Routing.Get(far)!.Kind);
    }

    [Trait("RFC", "1122")]
    [Fact]
    public void Host_DoesNotForward()
    {
        using TestStack stack = new();
        (Wire inside, Wire outside) = AddRouter();
        Ip.IsForwarding = false;
        inside.InjectIp(Packets.Ip(Sender, "198.51.100.2", IpProtocol.Icmp, Packets.Echo()));
        Assert.Empty(outside.SentIp());
    }

    [Trait("RFC", "4632")]
    [Trait("FreeBSD", "netinet/lpm.sh")]
    [Fact]
    public void LongestPrefix_PicksTheInterface()
    {
        using TestStack stack = new();
        Wire first = TestStack.AddWire("203.0.113.1", 30);
        Wire second = TestStack.AddWire("203.0.113.5", 30);
        Routing.Add(IPNetwork.Parse("198.51.100.0/30"), IPAddress.Parse("203.0.113.2"));
        Routing.Add(IPNetwork.Parse("198.51.100.0/31"), IPAddress.Parse("203.0.113.6"));
        Assert.Same(second, Routing.Get(IPAddress.Parse("198.51.100.1"))!.Interface);
        Assert.Same(first, Routing.Get(IPAddress.Parse("198.51.100.2"))!.Interface);
        second.Destroy();
        Assert.Same(first, Routing.Get(IPAddress.Parse("198.51.100.1"))!.Interface);
    }

    private static (Wire Inside, Wire Outside) AddRouter()
    {
        Ip.IsForwarding = true;
        Wire inside = TestStack.AddWire("192.0.2.1", 24);
        Wire outside = TestStack.AddWire("198.51.100.1", 24);
        Arp.AddStatic(inside, IPAddress.Parse(Sender), Wire.PeerLink);
        Arp.AddStatic(outside, IPAddress.Parse("198.51.100.2"), Wire.PeerLink);
        return (inside, outside);
    }

    private static byte[] Redirect(string from)
    {
        byte[] quoted = Packets.Ip("192.0.2.1", "198.51.100.42", IpProtocol.Udp, new byte[8]);
        byte[] message = new byte[IcmpHeader.Size + quoted.Length];
        quoted.CopyTo(message, IcmpHeader.Size);
        new IcmpHeader(message).Write(IcmpType.Redirect, IcmpCode.HostRedirect, Packets.Address("192.0.2.4"));
        return Packets.Ip(from, "192.0.2.1", IpProtocol.Icmp, message);
    }
}
