using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>IPv6 between vnets.</summary>
public sealed class Inet6Tests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Trait("RFC", "4862")]
    [Fact]
    public void A_host_gets_its_address_and_its_route_from_a_router_and_reaches_another_link()
    {
        using TestStack stack = new();
        (Vnet host, Vnet router, Vnet server) = (Hosts.Add("host"), Hosts.Add("router"), Hosts.Add("server"));
        (Epair a, Epair b) = Hosts.Connect(host, router);
        (Epair c, Epair d) = Hosts.Connect(router, server);
        b.Configure("2001:db8:1::1", 64);
        c.Configure("2001:db8:2::1", 64);
        d.Configure("2001:db8:2::2", 64);
        server.Run(static () => Routing.Add(Routing.Default6, IPAddress.Parse("2001:db8:2::1")));
        router.Run(() =>
        {
            Ip6.IsForwarding = true;
            RouterAdvertiser.Start(b, new RouterAdvertisement { Prefixes = [new AdvertisedPrefix(IPNetwork.Parse("2001:db8:1::/64"))] });
        });
        host.Run(() =>
        {
            a.EnableIpv6();
            a.AcceptsRouterAdvertisements = true;
            a.Up();
        });
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(3, Ping(stack, host, "2001:db8:2::2", count: 3));
        Assert.Equal(3, Ping(stack, server, a.Addresses.Single(static each => each.Flags == AddressFlags.Autoconfigured).Address.ToString(), count: 3));
    }

    [Trait("RFC", "8201")]
    [Theory]
    [InlineData(1500)]
    [InlineData(1280)]
    public async Task A_connection_finds_the_largest_packet_that_its_path_takes(int mtu)
    {
        using TestStack stack = new();
        (Vnet host, Vnet router, Vnet server) = (Hosts.Add("host"), Hosts.Add("router"), Hosts.Add("server"));
        (Epair c, Epair d) = ConnectByRouter(host, router, server);
        (c.Mtu, d.Mtu) = (mtu, mtu);
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        byte[] data = new byte[300_000];
        new Random(mtu).NextBytes(data);
        Task<byte[]> receiving = server.RunAsync(async () =>
        {
            using VnetTcpListener listener = new(IPAddress.IPv6Any, 80);
            listener.Start();
            using VnetTcpClient client = await listener.AcceptTcpClientAsync(Cancellation);
            using MemoryStream all = new();
            await client.GetStream().CopyToAsync(all, Cancellation);
            return all.ToArray();
        });
        Task sending = host.RunAsync(async () =>
        {
            using VnetTcpClient client = new(AddressFamily.InterNetworkV6);
            await client.ConnectAsync(IPAddress.Parse("2001:db8:2::2"), 80, Cancellation);
            await client.GetStream().WriteAsync(data, Cancellation);
        });
        for (int i = 0; i < 100 && !receiving.IsCompleted; i++)
        {
            stack.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await sending;
        Assert.Equal(data, await receiving);
    }

    [Trait("RFC", "8201")]
    [Fact]
    public void A_datagram_larger_than_its_path_takes_is_cut_by_its_sender_once_that_is_known()
    {
        using TestStack stack = new();
        (Vnet host, Vnet router, Vnet server) = (Hosts.Add("host"), Hosts.Add("router"), Hosts.Add("server"));
        (Epair c, Epair d) = ConnectByRouter(host, router, server);
        (c.Mtu, d.Mtu) = (1280, 1280);
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, Ping(stack, host, "2001:db8:2::2", size: 1400));
        Assert.Equal(1280, host.Run(static () => Ip6.PathMtuTo(IPAddress.Parse("2001:db8:2::2"))));
        Assert.Equal(1, Ping(stack, host, "2001:db8:2::2", size: 1400));
        stack.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Null(host.Run(static () => Ip6.PathMtuTo(IPAddress.Parse("2001:db8:2::2"))));
    }

    [Trait("FreeBSD", "netinet6/frag6/frag6_17.sh")]
    [Trait("FreeBSD", "netinet6/frag6/frag6_18.sh")]
    [Fact]
    [Trait("FreeBSD", "frag6_nfrags")]
    public async Task Fragments_that_wait_go_with_their_vnet()
    {
        using TestStack stack = new();
        (Vnet host, Vnet server) = (Hosts.Add("host"), Hosts.Add("server"));
        (Epair a, Epair b) = Hosts.Connect(host, server);
        a.Configure("2001:db8::1", 64);
        b.Configure("2001:db8::2", 64);
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        Assert.Equal(1, Ping(stack, host, "2001:db8::2", size: 100));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        Assert.Equal(1, Ping(stack, host, "2001:db8::2", size: 9000));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        a.Link = new LinkProperties { Loss = 0.3 };
        _ = Ping(stack, host, "2001:db8::2", count: 50, size: 9000, wait: TimeSpan.FromSeconds(1));
        Assert.True(server.Run(static () => Ip6.WaitingFragments) > 0);
        int waiting = server.Run(static () => Ip6.WaitingFragments);
        Assert.Equal(waiting, stack.Netisr.PacketsInUse);
        VnetTeardownReport report = await server.DestroyAsync();
        Assert.True(report.IsClean, report.ToString());
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    [Trait("FreeBSD", "frag6_nfrags")]
    public void Fragments_that_wait_in_one_vnet_take_no_room_of_another()
    {
        using TestStack stack = new();
        (Vnet host, Vnet full, Vnet free) = (Hosts.Add("host"), Hosts.Add("full"), Hosts.Add("free"));
        (Epair a, Epair b) = Hosts.Connect(host, full);
        (Epair c, Epair d) = host.Run(Epair.Create);
        d.MoveTo(free);
        a.Configure("2001:db8::1", 64);
        b.Configure("2001:db8::2", 64);
        c.Configure("2001:db8:1::1", 64);
        d.Configure("2001:db8:1::2", 64);
        foreach (Vnet each in (Vnet[])[full, free])
        {
            each.Run(static () => Ip6.V_ip6_maxfrags = 20);
        }

        stack.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(1, Ping(stack, host, "2001:db8::2", size: 9000));
        a.Link = new LinkProperties { Loss = 0.5 };
        _ = Ping(stack, host, "2001:db8::2", count: 50, size: 9000, wait: TimeSpan.FromSeconds(1));
        Assert.Equal(20, full.Run(static () => Ip6.WaitingFragments));
        Assert.Equal(1, Ping(stack, host, "2001:db8:1::2", size: 9000));
    }

    [Fact]
    public void An_interface_that_moves_leaves_its_addresses_behind()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, _) = Hosts.Connect(first, second);
        a.Configure("2001:db8::1", 64);
        first.Run(() => Nd6.AddProxy(a, IPAddress.Parse("2001:db8::7")));
        a.MoveTo(second);
        Assert.False(a.IsIpv6Enabled);
        Assert.Empty(a.Addresses);
        Assert.Empty(first.Run(static () => Routing.Routes));
        a.Configure("2001:db8::1", 64);
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.All(a.Addresses, static each => Assert.Equal(AddressFlags.None, each.Flags));
    }

    [Trait("RFC", "4861")]
    [Trait("FreeBSD", "netinet6/ndp.sh ndp_grand_linklayer_event")]
    [Fact]
    public void A_neighbor_learns_without_asking_that_a_link_address_has_changed()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        a.Configure("2001:db8::1", 64);
        b.Configure("2001:db8::2", 64);
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(1, Ping(stack, first, "2001:db8::2"));
        MacAddress changed = MacAddress.Parse("02:00:00:00:00:77");
        b.SetLinkAddress(changed);
        Assert.Equal(changed, first.Run(() => Nd6.Get(a, IPAddress.Parse("2001:db8::2")))!.Value.Link);
        Assert.Equal(1, Ping(stack, first, "2001:db8::2"));
    }

    [Trait("RFC", "4862")]
    [Fact]
    public void Two_vnets_find_that_both_have_one_address()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        a.Configure("2001:db8::1", 64);
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        b.Configure("2001:db8::1", 64);
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(AddressFlags.None, a.Addresses[1].Flags);
        Assert.Equal(AddressFlags.Duplicated, b.Addresses[1].Flags);
    }

    private static (Epair C, Epair D) ConnectByRouter(Vnet host, Vnet router, Vnet server)
    {
        (Epair a, Epair b) = Hosts.Connect(host, router);
        (Epair c, Epair d) = Hosts.Connect(router, server);
        a.Configure("2001:db8:1::2", 64);
        b.Configure("2001:db8:1::1", 64);
        c.Configure("2001:db8:2::1", 64);
        d.Configure("2001:db8:2::2", 64);
        router.Run(static () => Ip6.IsForwarding = true);
        host.Run(static () => Routing.Add(Routing.Default6, IPAddress.Parse("2001:db8:1::1")));
        server.Run(static () => Routing.Add(Routing.Default6, IPAddress.Parse("2001:db8:2::1")));
        return (c, d);
    }

    private static int Ping(TestStack stack, Vnet from, string destination, int count = 1, int size = 56, TimeSpan? wait = null) => from.Run(() =>
    {
        using VnetSocket socket = new(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6) { Blocking = false, ReceiveBufferSize = 1 << 22 };
        byte[] echo = new byte[8 + size];
        echo[0] = (byte)Icmp6Type.Echo;
        for (int i = 0; i < count; i++)
        {
            socket.SendTo(echo, new IPEndPoint(IPAddress.Parse(destination), 0));
        }

        stack.Time.Advance(wait ?? TimeSpan.FromSeconds(10));
        int replies = 0;
        byte[] buffer = new byte[65536];
        while (socket.Available > 0)
        {
            int length = socket.Receive(buffer);
            replies += (Icmp6Type)buffer[0] == Icmp6Type.EchoReply && length == 8 + size ? 1 : 0;
        }

        return replies;
    });
}
